# Xporter Web. Build from the repository's root: docker build -f containers/web.Dockerfile .
FROM python:3.13-slim-bookworm

RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin xporter
WORKDIR /app
COPY telemetry-requirements.txt ./
COPY web/requirements.txt web/requirements.txt
RUN pip install --no-cache-dir --disable-pip-version-check \
    -r web/requirements.txt -r telemetry-requirements.txt
COPY shared/ shared/
COPY web/ web/

ENV LC_ALL=C.UTF-8 PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=67108864
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --start-interval=1s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
CMD ["gunicorn", "-c", "web/gunicorn_conf.py", "-b", "0.0.0.0:8080", "web.wsgi:app"]
