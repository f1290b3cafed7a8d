# plimsoll in a container, with nothing in it but Node and one file:
#   docker build -t plimsoll . && docker run --rm -v "$PWD:/work:ro" plimsoll context
ARG NODE=node:24-alpine@sha256:a0b9bf06e4e6193cf7a0f58816cc935ff8c2a908f81e6f1a95432d679c54fbfd

FROM ${NODE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.base.json ./
COPY bin bin
COPY schema schema
COPY scripts/licences.mjs scripts/page.mjs scripts/single-file.mjs scripts/
COPY src src
RUN npm run bundle

FROM ${NODE}
COPY --from=build /build/dist/plimsoll.mjs /opt/plimsoll.mjs
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["node", "/opt/plimsoll.mjs"]
CMD ["--help"]
