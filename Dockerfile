# One image for every worker; the store is another container (compose.yaml). Secrets come from the environment at run time.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

RUN useradd --uid 10001 --user-group --create-home biganzi \
    && install --directory --owner biganzi --group biganzi --mode 0700 /data

WORKDIR /app

# The libraries first: they change more seldom than the code.
COPY pyproject.toml constraints.txt README.md LICENSE ./
RUN pip install --constraint constraints.txt --editable .

COPY bot ./bot
COPY knowledge ./knowledge
COPY prompts ./prompts
COPY config.toml ./

# Updates arrive from other containers; /healthz and /metrics are for this one.
ENV BIGANZI_DATA_DIR=/data \
    BIGANZI_WEB_HOST=0.0.0.0 \
    BIGANZI_WEB_PORT=8080 \
    BIGANZI_WEB_ADMIN_PORT=8081

# The typefaces of offices for PDF and pictures.
RUN apt-get update -qq \
    && bot/documents/install_fonts.sh /usr/local/share/fonts/biganzi \
    && rm -rf /var/lib/apt/lists/*

USER biganzi
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot.web.probe"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
