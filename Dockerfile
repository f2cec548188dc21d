# One image for every application; the command chooses which one runs.
FROM node:20-bookworm-slim AS build
WORKDIR /mayfly
COPY package.json package-lock.json .npmrc ./
COPY libs libs
COPY apps apps
COPY models models
# The optional packages are the binaries of the PostgreSQL that runs without Docker.
RUN npm ci --omit=dev --omit=optional --ignore-scripts
COPY tsconfig.base.json ./
RUN npx tsc -b apps/card-service apps/assessment-worker apps/network-simulator apps/operations

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /mayfly
COPY --from=build --chown=node:node /mayfly /mayfly
USER node
CMD ["node", "apps/card-service/dist/main.js"]
