package org.dl4jlab.onednn.lowering;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What LSTMs remember at the end of a segment of series, for the segment that follows. It lies
 * outside of all plans, because the last segment may be shorter than the others. DL4J's own layers
 * are brought up to date whenever the model is.
 */
public final class RecurrentMemory {

  private static final String OUTPUT = LSTM.STATE_KEY_PREV_ACTIVATION;
  private static final String CELL = LSTM.STATE_KEY_PREV_MEMCELL;

  /** Both {@code [batch, units]}, row-major. */
  private record State(float[] output, float[] cell) {}

  private final NetworkModel network;
  private final Map<String, State> byLayer = new HashMap<>();
  private int batch; // of the segment before, 0 where there was none

  public RecurrentMemory(NetworkModel network) {
    this.network = network;
  }

  /** Brings back what a layer remembers: nothing, which is zeros, at the beginning of series. */
  void load(String layer, LstmState to) {
    Tensor output = to.output();
    Tensor cell = to.cell();
    State state = byLayer.get(layer);
    if (state == null) {
      Address.clear(output.address(), output.layout().bytes());
      Address.clear(cell.address(), cell.layout().bytes());
    } else {
      output.floats().put(0, state.output());
      cell.floats().put(0, state.cell());
    }
  }

  void store(String layer, LstmState from) {
    Tensor output = from.output();
    Tensor cell = from.cell();
    State state =
        byLayer.computeIfAbsent(
            layer, name -> new State(new float[size(output)], new float[size(cell)]));
    output.floats().get(0, state.output());
    cell.floats().get(0, state.cell());
  }

  private static int size(Tensor tensor) {
    return tensor.floats().capacity();
  }

  /**
   * To be called before a segment.
   *
   * @throws IllegalArgumentException for another number of samples than in the segment before
   */
  public void goOn(int samples) {
    if (batch != 0 && batch != samples) {
      throw new IllegalArgumentException(
          "A segment of %d samples cannot go on from one of %d".formatted(samples, batch));
    }
    batch = samples;
  }

  /** The next segment begins new series. */
  public void forget() {
    byLayer.clear();
    batch = 0;
  }

  /** Brings DL4J's layers up to date. */
  public void sync() {
    byLayer.forEach(
        (layer, state) ->
            network.setState(
                layer, Map.of(OUTPUT, array(state.output()), CELL, array(state.cell()))));
  }

  private INDArray array(float[] values) {
    return Nd4j.create(values, new int[] {batch, values.length / batch});
  }

  /** Takes over what DL4J's layers remember. */
  public void reload() {
    forget();
    for (NetworkModel.Vertex vertex : network.vertices()) {
      Map<String, INDArray> state = network.state(vertex.name());
      if (state.containsKey(CELL)) {
        batch = (int) state.get(CELL).size(0);
        byLayer.put(vertex.name(), new State(floats(state.get(OUTPUT)), floats(state.get(CELL))));
      }
    }
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
