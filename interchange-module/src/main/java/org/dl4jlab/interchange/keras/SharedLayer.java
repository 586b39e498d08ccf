package org.dl4jlab.interchange.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;

/**
 * A layer, or a model, that is applied several times with the same weights: all that it is applied
 * to is laid one behind the other along the batch, and taken apart behind it.
 *
 * @param calls how often it is applied
 */
record SharedLayer(GraphPlan plan, LayerDescription layer, int calls) {

  /**
   * What one of its arguments is, all calls together.
   *
   * @param position of the argument
   * @param each of it in each call
   */
  Signal stack(int position, List<Signal> each) throws Unsupported {
    Signal first = each.get(0);
    for (Signal other : each) {
      if (!Arrays.equals(first.shape(), other.shape())
          || !Arrays.equals(first.order(), other.order())) {
        throw new Unsupported(
            "is applied to inputs of different shapes, %s and %s; one shape can be imported",
            first.shapeText(), other.shapeText());
      }
    }
    String name = layer.name() + "/stacked" + (position == 0 ? "" : "/" + (position + 1));
    return first.at(plan.add(name, new StackVertex(), each.stream().map(Signal::vertex).toList()));
  }

  /** What each call gives. */
  List<List<Signal>> unstack(List<Signal> results) {
    List<List<Signal>> all = new ArrayList<>();
    for (int call = 0; call < calls; call++) {
      List<Signal> own = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        Signal result = results.get(i);
        String name = layer.name() + "/call" + (call + 1) + (i == 0 ? "" : "/" + (i + 1));
        own.add(
            result == null
                ? null
                : result.at(
                    plan.add(name, new UnstackVertex(call, calls), List.of(result.vertex()))));
      }
      all.add(own);
    }
    return all;
  }

  /**
   * @param statistics how many layers that learn statistics of their batches are in it
   */
  void requireNoStatistics(int statistics) throws Unsupported {
    if (statistics > 0) {
      throw new Unsupported(
          "is applied %d times and normalizes each time's batch by itself, which Deeplearning4j cannot",
          calls);
    }
  }
}
