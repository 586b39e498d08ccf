package org.dl4jlab.onednn.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.stream.Stream;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Arrays in every order in which ND4J may have them. */
class ArrayFloatsTest {

  private static INDArray numbers() {
    return Nd4j.arange(120).castTo(DataType.FLOAT).reshape(4, 5, 6);
  }

  static Stream<INDArray> arrays() {
    INDArray numbers = numbers();
    return Stream.of(
        numbers,
        numbers.dup('f'),
        numbers.permute(2, 0, 1),
        numbers.get(NDArrayIndex.interval(1, 3)),
        numbers.get(NDArrayIndex.all(), NDArrayIndex.interval(2, 4)),
        numbers.dup('f').get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(1, 5)),
        numbers.slice(2).transpose(),
        numbers.slice(1, 2),
        Nd4j.createFromArray(1f, 2f, 3f).reshape(1, 3).broadcast(4, 3),
        numbers.castTo(DataType.DOUBLE),
        numbers.castTo(DataType.INT).permute(1, 0, 2),
        Nd4j.scalar(3f));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void areReadInRowMajorOrder(INDArray array) {
    float[] expected = array.castTo(DataType.FLOAT).dup('c').data().asFloat();
    assertArrayEquals(expected, ArrayFloats.of(array));
    try (Plan plan = new Plan()) {
      Tensor plain = plan.tensor(Layout.plain(plan.arena(), expected.length));
      ArrayFloats.copy(array, plain);
      float[] copied = new float[expected.length];
      plain.floats().get(0, copied);
      assertArrayEquals(expected, copied);
    }
  }

  @Test
  void anotherOrderOfTheDimensionsCanBeAskedFor() {
    INDArray numbers = numbers().dup('f');
    assertArrayEquals(
        numbers.permute(2, 0, 1).dup('c').data().asFloat(), ArrayFloats.of(numbers, 2, 0, 1));
  }
}
