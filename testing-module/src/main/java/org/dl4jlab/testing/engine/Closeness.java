package org.dl4jlab.testing.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How far arrays may be apart. */
public final class Closeness {

  private Closeness() {}

  /** The norm of the difference, in proportion to the norm of what is expected. */
  public static void assertClose(
      String what, INDArray expected, INDArray actual, double tolerance) {
    double scale = Math.max(1e-6, expected.norm2Number().doubleValue());
    double error =
        expected
                .reshape(expected.length())
                .sub(actual.reshape(actual.length()))
                .norm2Number()
                .doubleValue()
            / scale;
    assertTrue(error <= tolerance, "%s differ by %.2e".formatted(what, error));
  }

  /** No number is further off than the tolerance, such as a probability. */
  public static void assertEachClose(
      String what, INDArray expected, INDArray actual, double tolerance) {
    assertArrayEquals(expected.shape(), actual.shape(), what);
    double furthest = expected.sub(actual).amaxNumber().doubleValue();
    assertTrue(furthest <= tolerance, "%s differ by %.2e".formatted(what, furthest));
  }
}
