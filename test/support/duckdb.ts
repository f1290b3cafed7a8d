import { DuckDBInstance } from '@duckdb/node-api';

/** Rows of a query over files, as DuckDB reads them, after the statements of `setup`. */
export async function duckRows(sql: string, setup = ''): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    if (setup !== '') await connection.run(setup);
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
