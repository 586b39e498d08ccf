package org.dl4jlab.interchange.keras;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;

/** Layers that make one of several. */
final class MergeLayers {

  private static final int CHANNELS = 1;

  private MergeLayers() {}

  static Translator elementWise(ElementWiseVertex.Op operation) {
    return call -> {
      Signal first = first(call);
      for (Signal other : call.inputs()) {
        if (!Arrays.equals(other.shape(), first.shape())) {
          throw new Unsupported(
              "joins inputs of different shapes, %s and %s", first.shapeText(), other.shapeText());
        }
        if (!Arrays.equals(other.order(), first.order())) {
          throw new Unsupported("joins features behind a flatten with others");
        }
      }
      return first.at(
          call.plan().add(call.name(), new ElementWiseVertex(operation), vertices(call)));
    };
  }

  static Signal concatenate(LayerCall call) throws Unsupported {
    Signal first = first(call);
    int axis = (int) call.settings().number("axis", -1);
    if (axis != -1 && axis != first.rank()) {
      throw new Unsupported("joins along the axis %d; the last can be imported", axis);
    }
    int[] shape = first.shape().clone();
    int channels = 0;
    for (Signal input : call.inputs()) {
      shape[shape.length - 1] = input.channels();
      if (!Arrays.equals(shape, input.shape()) || input.channels() < 1) {
        throw new Unsupported(
            "joins inputs of different shapes, %s and %s", first.shapeText(), input.shapeText());
      }
      channels = Math.addExact(channels, input.channels());
    }
    shape[shape.length - 1] = channels;
    MergeVertex merge = new MergeVertex();
    merge.setMergeAxis(CHANNELS);
    return new Signal(
        call.plan().add(call.name(), merge, vertices(call)),
        shape,
        first.rank() == 1 ? FeatureOrder.concatenated(call.inputs()) : null);
  }

  private static Signal first(LayerCall call) throws Unsupported {
    if (call.inputs().size() < 2) {
      throw new Unsupported("joins fewer than two inputs");
    }
    return call.inputs().get(0);
  }

  private static List<String> vertices(LayerCall call) {
    return call.inputs().stream().map(Signal::vertex).toList();
  }
}
