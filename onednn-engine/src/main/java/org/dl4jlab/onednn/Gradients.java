package org.dl4jlab.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;

import java.util.HashMap;
import java.util.Map;
import org.dl4jlab.onednn.lowering.BinaryCalls;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Tensor;

/** The gradients of values in a backward pass; those of a value's several readers are added up. */
final class Gradients {

  private final Plan backward;
  private final Map<String, Tensor> byValue = new HashMap<>();

  Gradients(Plan backward) {
    this.backward = backward;
  }

  /** Adds what one reader of a value contributes. */
  void add(String value, Tensor gradient) {
    Tensor sum = byValue.putIfAbsent(value, gradient);
    if (sum != null) {
      BinaryCalls.add(backward, dnnl_binary_add, sum, backward.as(gradient, sum.layout()), sum);
    }
  }

  /** The whole gradient of a value, when all its readers have contributed. */
  Tensor take(String value) {
    return byValue.remove(value);
  }
}
