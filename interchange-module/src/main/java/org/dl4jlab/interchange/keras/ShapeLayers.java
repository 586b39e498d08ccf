package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/** Layers that change the shape of what they are given. */
final class ShapeLayers {

  private ShapeLayers() {}

  static Signal flatten(LayerCall call) throws Unsupported {
    call.settings().require("data_format", "channels_last");
    Signal input = call.input();
    if (input.rank() == 1) {
      return input;
    }
    int size = input.size();
    int[] shape = input.shape();
    String vertex =
        input.isImage()
            ? call.plan()
                .add(
                    call.name(),
                    new CnnToFeedForwardPreProcessor(shape[0], shape[1], shape[2]),
                    input.vertex())
            : reshape(call, input, size);
    return new Signal(vertex, new int[] {size}, FeatureOrder.of(shape));
  }

  private static String reshape(LayerCall call, Signal input, int... shape) {
    int[] batched = new int[shape.length + 1];
    batched[0] = -1;
    System.arraycopy(shape, 0, batched, 1, shape.length);
    return call.plan()
        .add(call.name(), new ReshapeVertex('c', batched, null), List.of(input.vertex()));
  }

  static Signal reshape(LayerCall call) throws Unsupported {
    Signal input = call.input();
    int[] target = target(call.settings(), input);
    if (Arrays.equals(target, input.shape())) {
      return input;
    }
    if (target.length == 1) {
      return flatten(call);
    }
    int channels = target[target.length - 1];
    boolean fits =
        input.rank() == 1
            ? Arrays.equals(input.order(), FeatureOrder.of(target))
            : channels == input.channels();
    if (!fits || target.length > 3) {
      throw new Unsupported(
          "makes %s of %s, for which the graph's channels would have to move",
          Signal.text(target), input.shapeText());
    }
    String vertex;
    if (target.length == 2) {
      vertex = reshape(call, input, channels, target[0]);
    } else if (input.rank() == 1) {
      vertex =
          call.plan()
              .add(
                  call.name(),
                  new FeedForwardToCnnPreProcessor(target[0], target[1], channels),
                  input.vertex());
    } else {
      vertex = reshape(call, input, channels, target[0], target[1]);
    }
    return Signal.of(vertex, target);
  }

  /** The shape that is asked for, its -1 worked out. */
  static int[] target(Settings settings, Signal input) throws Unsupported {
    JsonNode node = Json.get(settings.config(), "target_shape");
    int size = input.size();
    int[] target = new int[node.size()];
    int known = 1;
    int open = -1;
    for (int i = 0; i < target.length; i++) {
      target[i] = node.get(i).asInt();
      if (target[i] == -1 && open < 0) {
        open = i;
      } else {
        known = Signal.product(known, Math.max(0, target[i]));
      }
    }
    if (open >= 0 && known > 0) {
      target[open] = size / known;
      known *= target[open];
    }
    if (known != size || target.length == 0) {
      throw new Unsupported("cannot make %s of %s", Signal.text(target), input.shapeText());
    }
    return target;
  }

  /**
   * DL4J has nothing that exchanges dimensions: its reshaping vertex does, but its copy forgets it.
   */
  static Signal permute(LayerCall call) throws Unsupported {
    JsonNode dims = Json.get(call.settings().config(), "dims");
    for (int d = 0; d < dims.size(); d++) {
      if (dims.get(d).asInt() != d + 1) {
        throw new Unsupported("exchanges dimensions, %s, which Deeplearning4j cannot", dims);
      }
    }
    return call.input();
  }

  static Signal repeat(LayerCall call) throws Unsupported {
    Signal input = call.input();
    if (input.rank() != 1 || input.order() != null) {
      throw new Unsupported("repeats %s; features can be repeated", input.shapeText());
    }
    int n = call.settings().size("n");
    return Signal.of(
        call.plan().add(call.name(), new RepeatVector.Builder(n).build(), input.vertex()),
        n,
        input.channels());
  }

  static Signal padSeries(LayerCall call) throws Unsupported {
    int[] margins = margins(call, "padding", 1);
    return resized(
        call, call.series(), new ZeroPadding1DLayer.Builder(margins).build(), margins, 1);
  }

  static Signal padImage(LayerCall call) throws Unsupported {
    int[] margins = margins(call, "padding", 2);
    return resized(call, call.image(), new ZeroPaddingLayer.Builder(margins).build(), margins, 1);
  }

  static Signal cropSeries(LayerCall call) throws Unsupported {
    int[] margins = margins(call, "cropping", 1);
    return resized(call, call.series(), new Cropping1D.Builder(margins).build(), margins, -1);
  }

  static Signal cropImage(LayerCall call) throws Unsupported {
    int[] margins = margins(call, "cropping", 2);
    return resized(call, call.image(), new Cropping2D.Builder(margins).build(), margins, -1);
  }

  private static Signal resized(LayerCall call, Signal input, Layer layer, int[] margins, int sign)
      throws Unsupported {
    int[] shape = input.shape().clone();
    for (int d = 0; d < margins.length / 2; d++) {
      if (shape[d] > 0) {
        shape[d] = Math.addExact(shape[d], sign * (margins[2 * d] + margins[2 * d + 1]));
        if (shape[d] < 1) {
          throw new Unsupported("crops all of %s", input.shapeText());
        }
      }
    }
    return Signal.of(call.plan().add(call.name(), layer, input.vertex()), shape);
  }

  /**
   * {@code 1}, {@code [1, 2]} or {@code [[1, 2], [3, 4]]}: before and after, for each dimension.
   */
  private static int[] margins(LayerCall call, String name, int dimensions) throws Unsupported {
    call.settings().require("data_format", "channels_last");
    JsonNode value = Json.get(call.settings().config(), name);
    int[] margins = new int[2 * dimensions];
    for (int i = 0; i < margins.length; i++) {
      JsonNode side = value;
      if (dimensions == 2 && side.isArray()) {
        side = side.path(i / 2);
      }
      if (side.isArray()) {
        side = side.path(i % 2);
      }
      if (!side.isInt() || side.asInt() < 0 || side.asInt() > 1 << 20) {
        throw new Unsupported("has the %s %s", name, value);
      }
      margins[i] = side.asInt();
    }
    return margins;
  }

  static Signal enlargeSeries(LayerCall call) throws Unsupported {
    Signal input = call.series();
    int size = call.settings().size("size");
    return enlarged(call, input, new Upsampling1D.Builder(size).build(), size);
  }

  static Signal enlargeImage(LayerCall call) throws Unsupported {
    call.settings().require("data_format", "channels_last");
    call.settings().require("interpolation", "nearest");
    int[] size = call.settings().sizes("size", 2);
    return enlarged(call, call.image(), new Upsampling2D.Builder(size[0]).size(size).build(), size);
  }

  private static Signal enlarged(LayerCall call, Signal input, Layer layer, int... factors)
      throws Unsupported {
    int[] shape = input.shape().clone();
    for (int d = 0; d < factors.length; d++) {
      shape[d] = shape[d] > 0 ? Signal.product(shape[d], factors[d]) : -1;
    }
    return Signal.of(call.plan().add(call.name(), layer, input.vertex()), shape);
  }
}
