package org.dl4jlab.onednn.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.DropoutLayer;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.dl4jlab.onednn.plan.ArrayFloats;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The masks that a plan heeds. DL4J itself lays a batch's masks on the network's layers, each in
 * the shape that the layer wants; before the plan runs they are read from there and checked.
 */
public final class Masks {

  private final NetworkModel network;
  private final List<Runnable> reads = new ArrayList<>();

  public Masks(NetworkModel network) {
    this.network = network;
    network.vertices().stream()
        .map(NetworkModel.Vertex::name)
        .filter(name -> network.layer(name) instanceof DropoutLayer)
        .forEach(name -> reads.add(() -> requireNone(name)));
  }

  /**
   * Reads all masks of the batch.
   *
   * @throws IllegalArgumentException for a mask that a layer does not fit, or cannot heed
   */
  public void read() {
    reads.forEach(Runnable::run);
  }

  /** A layer's mask of each step of each sample. */
  StepMask ofSteps(String layer, long batch, long steps) {
    StepMask mask = new StepMask(layer, (int) batch, (int) steps);
    reads.add(() -> mask.set(values(layer, new long[] {batch, steps})));
    return mask;
  }

  /** A layer's mask of each pixel of each image; DL4J's masks of whole rows count them wrongly. */
  StepMask ofPixels(String layer, long batch, long height, long width) {
    StepMask mask = new StepMask(layer, (int) batch, (int) (height * width));
    reads.add(() -> mask.set(values(layer, new long[] {batch, 1, height, width})));
    return mask;
  }

  /** A layer's mask of each row. */
  RowMask ofRows(String layer, long rows) {
    RowMask mask = new RowMask(layer);
    reads.add(() -> mask.set(values(layer, new long[] {rows, 1})));
    return mask;
  }

  /** An output layer's mask, of each row or of each output of each row. */
  public OutputMask ofOutput(String layer, long rows, long outputs) {
    OutputMask mask = new OutputMask();
    reads.add(
        () -> mask.set(values(layer, new long[] {rows, 1}, new long[] {rows, outputs}), rows));
    return mask;
  }

  /**
   * The mask of a network's output, of whole samples or of a series' steps or single outputs.
   *
   * @param dims {@code [rows, outputs]} or {@code [batch, outputs, steps, 1]}
   */
  public OutputMask ofResult(String layer, long[] dims) {
    boolean series = dims.length > 2;
    OutputMask mask = ofOutput(layer, series ? dims[0] * dims[2] : dims[0], dims[1]);
    if (!series) {
      check(() -> mask.requireWholeRows(layer)); // others DL4J also lays in front of the activation
    }
    return mask;
  }

  boolean isOutput(String layer) {
    return network.outputs().contains(layer);
  }

  /** Has a mask checked whenever the masks are read. */
  void check(Runnable check) {
    reads.add(check);
  }

  /** Whether DL4J lays its mask on what the layer wraps, as it does for the last of its steps. */
  boolean reachesInside(String layer) {
    Layer inner = network.layer(layer);
    while (inner instanceof BaseWrapperLayer wrapper && !(inner instanceof LastTimeStepLayer)) {
      inner = wrapper.getUnderlying();
    }
    return inner instanceof LastTimeStepLayer;
  }

  private void requireNone(String layer) {
    if (network.layer(layer).getMaskArray() != null) {
      throw new IllegalArgumentException("'%s' is dropout with a mask".formatted(layer));
    }
  }

  /** Row-major, null where the layer has none. */
  private float[] values(String layer, long[]... allowed) {
    INDArray mask = network.layer(layer).getMaskArray();
    if (mask == null) {
      return null;
    }
    if (Arrays.stream(allowed).noneMatch(shape -> Arrays.equals(shape, mask.shape()))) {
      throw new IllegalArgumentException(
          "'%s' has a mask of %s where %s is needed"
              .formatted(layer, Arrays.toString(mask.shape()), Arrays.deepToString(allowed)));
    }
    return ArrayFloats.of(mask);
  }

  /**
   * @throws IllegalArgumentException for a mask of other numbers than 0 and 1
   */
  static void requireBits(String layer, float[] values) {
    for (float value : values) {
      if (value != 0 && value != 1) {
        throw new IllegalArgumentException(
            "'%s' has a mask of other numbers than 0 and 1".formatted(layer));
      }
    }
  }
}
