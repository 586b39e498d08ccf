package org.dl4jlab.onednn.lowering;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Operation;

/**
 * Which results of a plan DL4J has as series: those that a lowering has told of, and those of what
 * leaves series as they are.
 */
public final class SeriesResults {

  /** Series are images here. */
  private static final int IMAGE = 4;

  private final Set<Tensor> made = new HashSet<>();

  /** Tells that a result is a series, whatever it was made from. */
  void add(Tensor result) {
    made.add(result);
  }

  public boolean contains(Operation operation, List<Value> inputs, Tensor result) {
    return made.contains(result)
        || result.dims().length == IMAGE
            && !makesShapes(operation)
            && inputs.stream().anyMatch(Value::isSeries);
  }

  private static boolean makesShapes(Operation operation) {
    return operation instanceof Operation.Reshape || operation instanceof Operation.Stock;
  }
}
