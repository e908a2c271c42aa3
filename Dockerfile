# One image for every role: ROLE=all (default), web or worker. Needs PostgreSQL by DATABASE_URL, or a volume at /data for the embedded database.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY hubspot-app/shared/package.json hubspot-app/shared/
# Node comes with the image; nothing of what is installed needs a script of its own
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production DATA_FOLDER=/data HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY server server
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# SIGTERM finishes or hands back what runs (docs/operations.md)
STOPSIGNAL SIGTERM
CMD ["node", "server/cli/renewal-health.js", "serve"]
