# The image contains the server, its packages and the built widget. Building happens in separate stages.
# Node comes from the base image, so install scripts do not run: they would only install a second Node.
FROM node:24.21.0-trixie-slim AS base
WORKDIR /app

# Bundles the files for browsers.
FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY src src
RUN npm run build

# The packages that the server imports. At run time, nothing reads source maps, type declarations, or the test library
# that the Bot Framework SDK ships twice.
FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
RUN find node_modules -type f \( -name '*.map' -o -name '*.d.ts' \) -delete && rm -rf node_modules/*/vendors/chai

FROM base AS server
# npm and yarn come with the base image but are not needed: commands run as node src/cli/….
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn-* /usr/local/bin/yarn /usr/local/bin/yarnpkg \
    && install -d -o node -g node /data
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3978 \
    DATA_DIR=/data
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY dialogs dialogs
COPY knowledge knowledge
COPY src src
# The only folder that the server writes to.
VOLUME /data
USER node
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Without npm, so that signals reach the server itself.
CMD ["node", "--max-semi-space-size=16", "--v8-pool-size=1", "--expose-gc", "src/start.mjs"]
