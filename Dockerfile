# One image for the five processes of the product, `migrate` and `admin`: docker-compose.yml says which is which.
# It holds no secret and no setting: all of them come from the environment, as README.md lists them.

FROM node:24-bookworm-slim AS packages
WORKDIR /andamento
COPY package.json package-lock.json ./
# npm's own copy of Node is for machines that have another one.
RUN npm ci --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/node-linux-* \
  && npm cache clean --force

FROM packages AS whole
COPY . .
# The playground's files are made now, since the image is not written to; and whoever copied it here, it can be read.
RUN node --import tsx gateway/playground/bundle.ts && chmod -R a+rX .

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_FOLDER=/data
# Everything belongs to root and is read by the user node, who owns the data folder alone.
COPY --from=whole /andamento /andamento
RUN install --directory --owner=node --group=node --mode=700 /data
WORKDIR /andamento
USER node
EXPOSE 4000
# Every process but the worker answers here; of the worker it is enough that it runs.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/livez').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "start.mjs", "serve-gateway"]
