import { DuckDBInstance } from '@duckdb/node-api';

/** Rows of a query over files, as DuckDB reads them. */
export async function duckRows(sql: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
