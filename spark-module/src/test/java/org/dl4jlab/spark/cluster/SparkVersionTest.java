package org.dl4jlab.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkVersionTest {

  @Test
  void theBuildsOwnFits() {
    assertDoesNotThrow(() -> SparkVersion.require(SparkVersion.ofClassPath()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.1.0", "4.2.0-preview1", "4.10.3"})
  void whatIsAsNewFits(String version) {
    assertDoesNotThrow(() -> SparkVersion.require(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5.1", "4.0.4", "5.0.0", "next"})
  void whatDoesNotFitIsTold(String version) {
    UserException refused = assertThrows(UserException.class, () -> SparkVersion.require(version));

    assertEquals(
        "This program needs Spark 4.1 or newer of Spark 4, and was started with Spark " + version,
        refused.getMessage());
  }
}
