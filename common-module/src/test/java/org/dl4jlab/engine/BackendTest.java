package org.dl4jlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendTest {

  @Test
  void describesItselfInOneLine() {
    assertTrue(Backend.describe().matches("nd4j-\\S+ 1\\.0\\.0-M2\\.1"), Backend.describe());
  }

  @Test
  void knowsFromTheClassPathWhatNd4jWillComputeOn() {
    assertEquals(Backend.onGpu() ? "nd4j-cuda-11.6" : "nd4j-native", Backend.name());
  }

  @Test
  void hasNoObstacleWhereNobodyChecks() {
    assertEquals(Optional.empty(), Backend.obstacle());
  }
}
