# Lumbar in an image, from the jar that "mvn package" left in api/target. The start is trained here, on the very Java that
# will run it, because an AOT cache serves no other (docs/adr/0009); the training starts a PostgreSQL of its own.
ARG JAVA=25.0.3_9

FROM eclipse-temurin:${JAVA}-jdk AS training
COPY api/src/build/Training.java /training/
RUN javac -d /training /training/Training.java

FROM eclipse-temurin:${JAVA}-jre AS base
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /var/lib/lumbar --shell /usr/sbin/nologin lumbar \
    && install -d -m 700 -o lumbar -g lumbar /var/lib/lumbar

FROM base AS trained
RUN install -d -o lumbar -g lumbar /opt/lumbar
USER lumbar
COPY --from=training /training /training
COPY api/target/lumbar.jar /opt/lumbar/
RUN java -cp /training Training /opt/lumbar && test -s /opt/lumbar/lumbar-unpacked/lumbar.aot

FROM base
COPY api/target/lumbar /opt/lumbar/
COPY --from=trained /opt/lumbar/lumbar-unpacked /opt/lumbar/lumbar-unpacked
ENV LUMBAR_HOME=/var/lib/lumbar LUMBAR_ADDRESS=0.0.0.0
USER lumbar
VOLUME /var/lib/lumbar
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=2m --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${LUMBAR_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["/opt/lumbar/lumbar"]
