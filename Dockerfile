# syntax=docker/dockerfile:1

# docker build --build-arg BACKEND=cpu -t dl4jlab:cpu .      computes on the processor
# docker build --build-arg BACKEND=cuda -t dl4jlab:cuda .    computes on an NVIDIA GPU

FROM maven:3.9-eclipse-temurin-17 AS build
ARG BACKEND=cpu
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    case "$BACKEND" in \
      cpu) set -- ;; \
      cuda) set -- -Pcuda ;; \
      *) echo "BACKEND is cpu or cuda, not '$BACKEND'" >&2; exit 1 ;; \
    esac \
    && mvn -B -ntp "$@" -DskipTests -pl cifar-module,imdb-module -am package
# The programs share most of their libraries.
RUN mkdir -p /opt/dl4jlab/lib \
    && mv cifar-module/target/lib/* /opt/dl4jlab/lib/ \
    && mv imdb-module/target/lib/* /opt/dl4jlab/lib/ \
    && mv cifar-module/target/cifar.jar imdb-module/target/imdb.jar /opt/dl4jlab/

# The entry point leaves root for the owner of /work/runs.
# CUDA and cuDNN come from Maven; the host gives the driver.
FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --no-create-home --home-dir /cache dl4jlab \
    && install -d -m 1777 /cache /work /work/runs
COPY --from=build /opt/dl4jlab /opt/dl4jlab
COPY --chmod=755 docker/dl4jlab /usr/local/bin/dl4jlab
ENV DL4JLAB_CACHE=/cache NVIDIA_DRIVER_CAPABILITIES=compute,utility
WORKDIR /work
VOLUME ["/cache", "/work/runs"]
EXPOSE 8080
ENTRYPOINT ["dl4jlab"]
CMD ["cifar", "--help"]
