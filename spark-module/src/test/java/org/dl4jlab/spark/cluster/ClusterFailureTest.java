package org.dl4jlab.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class ClusterFailureTest {

  private static final String LOST =
      "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure:"
          + " Lost task 0.3 in stage 1.0 (TID 7) (10.0.0.2 executor 1): ";

  @Test
  void aTaskThatFailsIsToldWithItsMachine() {
    assertSaid(
        "The work failed 4 times on 10.0.0.2, last because: The loss is odd",
        LOST + "org.dl4jlab.UserException: The loss is odd\n\tat org.dl4jlab.X.y(X.java:1)");
  }

  @Test
  void tooLittleMemoryIsToldWithWhatHelps() {
    assertSaid(
        "A worker on 10.0.0.2 had too little memory; give more by --conf spark.executor.memory=4g, or use more partitions",
        LOST + "java.lang.OutOfMemoryError: Java heap space\n\tat x");
  }

  @Test
  void whatElseSparkSaysIsToldInItsFirstLine() {
    assertSaid("Spark has ended the work: Job 3 cancelled", "Job 3 cancelled\nbecause of this");
  }

  @Test
  void whatIsNotSparksStaysWhatItIs() {
    IllegalStateException fault = new IllegalStateException("fault");

    assertSame(fault, ClusterFailure.of(fault));
  }

  private static void assertSaid(String expected, String bySpark) {
    assertEquals(expected, ClusterFailure.of((Exception) new SparkException(bySpark)).getMessage());
  }
}
