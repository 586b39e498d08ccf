package org.dl4jlab.spark.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.dl4jlab.UserException;

/**
 * A connection to a cluster, checked before anything is sent to it.
 *
 * @param context whose owner closes it
 */
public record Cluster(JavaSparkContext context) {

  private static final String HERE = "local[*]";
  private static final String STANDALONE = "spark://";
  private static final String LIBRARIES = "lib/";
  private static final Pattern ELSEWHERE = Pattern.compile("spark://|k8s://|yarn|local-cluster");
  private static final int REACH_MILLIS = 5_000;
  private static final int PATIENCE_SECONDS = 60; // a busy machine starts Spark in half of it
  private static final int LOOK_MILLIS = 100;
  private static final Pattern ADDRESS =
      Pattern.compile("(?:spark://)?(\\[[^]]+]|[^:\\[]+):(\\d+)");

  /**
   * Connects.
   *
   * @param master null for the one that spark-submit has named, or this process
   * @param settings of Spark's that the person wishes
   * @throws UserException when there is no such cluster, or it gives no worker
   */
  public static Cluster open(String master, Map<String, String> settings) {
    SparkVersion.require(SparkVersion.ofClassPath());
    SparkConf configuration = new SparkConf().setAppName("dl4j-lab");
    if (master != null || !configuration.contains("spark.master")) {
      configuration.setMaster(master == null ? HERE : master);
    }
    configuration.setIfMissing("spark.ui.enabled", "false");
    configuration.setIfMissing("spark.ui.showConsoleProgress", "false");
    configuration.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
    settings.forEach(configuration::set);
    String address = configuration.get("spark.master");
    boolean here = !ELSEWHERE.matcher(address).lookingAt();
    if (address.startsWith(STANDALONE)) {
      reach(address);
    }
    if (!here && !configuration.contains("spark.jars")) {
      configuration.set("spark.jars", jars());
    }
    JavaSparkContext context = connect(configuration, address);
    if (!here) {
      try {
        awaitWorker(context, address);
      } catch (RuntimeException e) {
        context.close();
        throw e;
      }
    }
    return new Cluster(context);
  }

  /** Of several masters one must answer. */
  private static void reach(String address) {
    IOException last = null;
    for (String master : address.substring(STANDALONE.length()).split(",")) {
      Matcher parts = ADDRESS.matcher(master);
      if (!parts.matches()) {
        throw new UserException(
            "'%s' is no address of a master; it should be spark://HOST:PORT".formatted(address));
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), REACH_MILLIS);
        return;
      } catch (IOException | IllegalArgumentException e) {
        last = e instanceof IOException io ? io : new IOException(e);
      }
    }
    throw new UserException(
        "No master answers at %s; is it running, and can this machine reach it?".formatted(address),
        last);
  }

  /** This program's jar and its libraries, without Spark's own, which the workers have. */
  private static String jars() {
    try {
      Path jar = Path.of(Cluster.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(jar)) {
        throw new UserException(
            "Workers get this program as a jar: build it with mvn -DskipTests package and start java -jar spark-module/target/spark.jar");
      }
      try (JarFile file = new JarFile(jar.toFile())) {
        String libraries = file.getManifest().getMainAttributes().getValue("Class-Path");
        return Stream.concat(
                Stream.of(jar),
                Arrays.stream(libraries.split(" "))
                    .filter(name -> name.startsWith(LIBRARIES))
                    .map(jar::resolveSibling))
            .map(library -> library.toUri().toString())
            .collect(Collectors.joining(","));
      }
    } catch (URISyntaxException | IOException e) {
      throw new UserException("This program's jars cannot be read", e);
    }
  }

  /** Spark itself would try for a minute, and then end the process. */
  private static JavaSparkContext connect(SparkConf configuration, String address) {
    CompletableFuture<JavaSparkContext> connection =
        CompletableFuture.supplyAsync(
            () -> new JavaSparkContext(configuration), Cluster::inThreadOfItsOwn);
    try {
      return connection.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new UserException(
          "The master %s answers, but takes no application; is it of Spark %s, as this program?"
              .formatted(address, SparkVersion.ofClassPath()),
          e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new UserException(
          "Spark could not be started on %s: %s"
              .formatted(
                  address,
                  String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given")),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("Interrupted while Spark was started", e);
    }
  }

  private static void inThreadOfItsOwn(Runnable work) {
    Thread thread = new Thread(work, "spark-connection");
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
  }

  /** Spark itself would wait for ever. */
  private static void awaitWorker(JavaSparkContext context, String address) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (workers(context) == 0) {
      if (System.nanoTime() > end) {
        throw new UserException(
            "The cluster %s has no worker with %s of memory and %s free; ask for less by --conf spark.executor.memory=512m, or start more workers"
                .formatted(
                    address,
                    context.getConf().get("spark.executor.memory", "1g"),
                    cores(context.getConf())));
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UserException("Interrupted while waiting for the cluster's workers", e);
      }
    }
  }

  private static String cores(SparkConf configuration) {
    String cores = configuration.get("spark.executor.cores", "1");
    return cores.equals("1") ? "a core" : cores + " cores";
  }

  /** How many there are; the driver is among those that Spark tells of. */
  private static int workers(JavaSparkContext context) {
    return context.sc().statusTracker().getExecutorInfos().length - 1;
  }
}
