package org.dl4jlab.interchange.onnx;

import java.util.List;
import org.dl4jlab.program.Margins;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Crop;
import org.dl4jlab.program.Operation.Upsampling;
import org.dl4jlab.program.Operation.ZeroPadding;

/** What makes images and series larger or smaller. */
final class MarginWriters {

  private MarginWriters() {}

  static Value crop(Node node, Crop operation, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    GraphWriter graph = context.graph();
    Margins margins = operation.margins();
    boolean series = input.isSeries();
    String starts =
        series ? graph.longs(margins.top()) : graph.longs(margins.top(), margins.left());
    String ends =
        series
            ? graph.longs(end(margins.bottom()))
            : graph.longs(end(margins.bottom()), end(margins.right()));
    String axes = series ? graph.longs(2) : graph.longs(2, 3);
    graph.add("Slice", node.name(), List.of(input.name(), starts, ends, axes));
    return new Value(node.name(), resized(input, -height(margins), -width(margins)));
  }

  /** Counted from behind, or the very end. */
  private static long end(long margin) {
    return margin == 0 ? Long.MAX_VALUE : -margin;
  }

  static Value zeroPadding(Node node, ZeroPadding operation, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    GraphWriter graph = context.graph();
    Margins margins = operation.margins();
    String pads =
        input.isSeries()
            ? graph.longs(0, 0, margins.top(), 0, 0, margins.bottom())
            : graph.longs(
                0, 0, margins.top(), margins.left(), 0, 0, margins.bottom(), margins.right());
    graph.add("Pad", node.name(), List.of(input.name(), pads));
    return new Value(node.name(), resized(input, height(margins), width(margins)));
  }

  private static long height(Margins margins) {
    return margins.top() + margins.bottom();
  }

  private static long width(Margins margins) {
    return margins.left() + margins.right();
  }

  private static long[] resized(Value input, long height, long width) {
    long[] sample = input.sample().clone();
    long[] more = {0, height, width};
    for (int i = 1; i < sample.length; i++) {
      sample[i] = sample[i] == Value.FREE ? Value.FREE : sample[i] + more[i];
    }
    return sample;
  }

  static Value upsampling(Node node, Upsampling operation, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    GraphWriter graph = context.graph();
    float height = operation.height();
    float[] factors =
        input.isSeries()
            ? new float[] {1, 1, height}
            : new float[] {1, 1, height, operation.width()};
    String scales = graph.floats(node.name() + "/scales", factors, factors.length);
    graph.add(
        "Resize",
        node.name(),
        List.of(input.name(), "", scales),
        Attributes.of("mode", "nearest"),
        Attributes.of("coordinate_transformation_mode", "asymmetric"),
        Attributes.of("nearest_mode", "floor"));
    long[] sample = input.sample().clone();
    for (int i = 1; i < sample.length; i++) {
      sample[i] = sample[i] == Value.FREE ? Value.FREE : sample[i] * (long) factors[i + 1];
    }
    return new Value(node.name(), sample);
  }
}
