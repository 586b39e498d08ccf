package org.dl4jlab.spark.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which cluster a command works on. */
public final class ClusterOptions {

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "The cluster: spark://HOST:PORT, yarn, k8s://…, or local[N], N threads of this process (default: what spark-submit says, else local[*]).")
  private String master;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A setting of Spark's, such as spark.executor.memory=4g; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /**
   * Connects to it.
   *
   * @throws org.dl4jlab.UserException when there is no such cluster, or it gives no worker
   */
  public Cluster open() {
    return Cluster.open(master, settings);
  }
}
