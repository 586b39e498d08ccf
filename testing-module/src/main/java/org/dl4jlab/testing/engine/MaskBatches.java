package org.dl4jlab.testing.engine;

import java.util.Random;
import org.dl4jlab.testing.engine.NetworkCase.Mask;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random masks for the networks of the suite. */
final class MaskBatches {

  private MaskBatches() {}

  /**
   * Of series {@code [size, steps]}, of images {@code [size, 1, height, 1]}, or {@code [size, 1]}.
   */
  static INDArray[] ofFeatures(NetworkCase net, int size, Random random) {
    Mask mask = net.masks().features();
    return mask == Mask.NONE
        ? null
        : net.inputs().stream()
            .map(input -> ofInput(mask, input, size, random))
            .toArray(INDArray[]::new);
  }

  private static INDArray ofInput(Mask mask, int[] input, int size, Random random) {
    return switch (input.length) {
      case 2 -> of(mask, size, input[1], random);
      case 3 -> of(mask, size, input[1], random).reshape(size, 1, input[1], 1);
      default -> of(mask, size, 1, random);
    };
  }

  /** The same of labels; of single outputs in the shape of the labels. */
  static INDArray[] ofLabels(NetworkCase net, int size, Random random) {
    Mask mask = net.masks().labels();
    return mask == Mask.NONE
        ? null
        : net.outputs().stream()
            .map(
                output ->
                    mask == Mask.OUTPUTS
                        ? ofOutputs(size, output, random)
                        : of(mask, size, Math.max(1, output.steps()), random))
            .toArray(INDArray[]::new);
  }

  private static INDArray ofOutputs(int size, NetworkCase.Output output, Random random) {
    INDArray mask = of(Mask.ANY_STEPS, size, output.width() * Math.max(1, output.steps()), random);
    return output.steps() > 0 ? mask.reshape(size, output.width(), output.steps()) : mask;
  }

  private static INDArray of(Mask mask, int size, int steps, Random random) {
    float[][] values = new float[size][steps];
    for (int i = 0; i < size; i++) {
      int length = i == 0 ? steps : 1 + random.nextInt(steps);
      if (mask == Mask.BEGINNING_OR_NONE && i == 1) {
        length = 0;
      }
      float weight = mask == Mask.WEIGHTS ? random.nextFloat() : i == 0 ? 1 : random.nextInt(2);
      int chosen = random.nextInt(steps);
      for (int step = 0; step < steps; step++) {
        values[i][step] =
            switch (mask) {
              case BEGINNING, BEGINNING_OR_NONE -> step < length ? 1 : 0;
              case END -> step >= steps - length ? 1 : 0;
              case ANY_STEPS -> step == chosen ? 1 : random.nextInt(2);
              case SAMPLES, WEIGHTS -> weight;
              default -> 1;
            };
      }
    }
    return Nd4j.createFromArray(values);
  }
}
