package org.dl4jlab.spark.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.dl4jlab.UserException;

/** Says in a line what Spark says in a page. */
public final class ClusterFailure {

  private static final Pattern TASK =
      Pattern.compile(
          "failed (\\d+) times.*?\\(([^)\\s]+) executor [^)]+\\)[^:]*: (.+)", Pattern.DOTALL);
  private static final Pattern CLASS_NAME = Pattern.compile("^(?:[\\w$]+\\.)+[\\w$]+: ");

  private ClusterFailure() {}

  /**
   * The line for what Spark throws, which may be a checked exception that nobody declares; what is
   * not Spark's stays what it is.
   */
  public static RuntimeException of(Exception e) {
    if (e instanceof SparkException failed) {
      return of(failed);
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  private static UserException of(SparkException e) {
    String said = String.valueOf(e.getMessage());
    Matcher task = TASK.matcher(said);
    if (!task.find()) {
      return new UserException("Spark has ended the work: " + firstLine(said), e);
    }
    String reason = task.group(3);
    if (reason.contains("OutOfMemoryError")) {
      return new UserException(
          "A worker on %s had too little memory; give more by --conf spark.executor.memory=4g, or use more partitions"
              .formatted(task.group(2)),
          e);
    }
    return new UserException(
        "The work failed %s times on %s, last because: %s"
            .formatted(task.group(1), task.group(2), firstLine(reason)),
        e);
  }

  private static String firstLine(String text) {
    String line = text.strip().lines().findFirst().orElse("no reason was given");
    return CLASS_NAME.matcher(line).replaceFirst("");
  }
}
