package org.dl4jlab.spark.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.UserException;

/** The Spark that spark-submit has started this program with, which need not be its own. */
final class SparkVersion {

  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final int MAJOR = 4;
  private static final int MINOR = 1;

  private SparkVersion() {}

  static String ofClassPath() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  /**
   * @throws UserException when this program does not fit it
   */
  static void require(String version) {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches()
        || Integer.parseInt(numbers.group(1)) != MAJOR
        || Integer.parseInt(numbers.group(2)) < MINOR) {
      throw new UserException(
          "This program needs Spark %d.%d or newer of Spark %d, and was started with Spark %s"
              .formatted(MAJOR, MINOR, MAJOR, version));
    }
  }
}
