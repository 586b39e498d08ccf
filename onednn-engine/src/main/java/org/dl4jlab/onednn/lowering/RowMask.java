package org.dl4jlab.onednn.lowering;

import java.nio.FloatBuffer;
import java.util.List;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation;
import org.dl4jlab.program.Program;

/** Which rows of a dense layer's result count; the others are zero. */
public final class RowMask {

  private final String layer;
  private float[] values; // [rows], null where all count

  RowMask(String layer) {
    this.layer = layer;
  }

  /**
   * Whether a node gives a dense layer's result, before its activation or behind it, which DL4J
   * masks; output layers have masks of their own.
   */
  public static boolean isHeeded(Masks masks, Program program, Node node) {
    return !masks.isOutput(node.layer())
        && (isDense(node.operation())
            || (node.operation() instanceof Operation.Activation
                    || node.operation() instanceof Operation.Softmax)
                && program.nodes().stream()
                    .anyMatch(n -> n.layer().equals(node.layer()) && isDense(n.operation())));
  }

  private static boolean isDense(Operation operation) {
    return operation instanceof Operation.Dense
        || operation instanceof Operation.Fused fused && fused.product() instanceof Operation.Dense;
  }

  /**
   * @param values {@code [rows]}, null for none
   */
  void set(float[] values) {
    this.values = values;
    if (values != null) {
      Masks.requireBits(layer, values);
    }
  }

  /** What is folded into one product cannot be masked in its middle. */
  private void requireNone() {
    if (values != null) {
      throw new IllegalArgumentException(
          "'%s' has a mask in front of a batch normalization".formatted(layer));
    }
  }

  /** Adds what clears the rows of the result of a node. */
  public static Tensor apply(Masks masks, Node node, Plan plan, Tensor result) {
    Tensor rows = plan.plain(result);
    RowMask mask = masks.ofRows(node.layer(), rows.dims()[0]);
    if (node.operation() instanceof Operation.Fused fused && fused.norm() != null) {
      masks.check(mask::requireNone);
      return rows;
    }
    plan.add(mask.clearing(rows));
    return rows;
  }

  /** The same in training. */
  public static Lowered apply(Masks masks, Node node, Plan plan, Lowered lowered) {
    Tensor output = plan.plain(lowered.output());
    RowMask mask = masks.ofRows(node.layer(), output.dims()[0]);
    plan.add(mask.clearing(output));

    return new Lowered() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public boolean readsOutput() {
        return lowered.readsOutput();
      }

      @Override
      public List<Tensor> backward(Plan backward, Tensor gradient, boolean[] wanted) {
        Tensor diff = backward.plain(gradient);
        backward.add(mask.clearing(diff));
        return lowered.backward(backward, diff, wanted);
      }
    };
  }

  private Runnable clearing(Tensor tensor) {
    int width = (int) tensor.dims()[1];
    FloatBuffer floats = tensor.floats();
    float[] zeros = new float[width];
    return new NamedTask(
        "mask",
        () -> {
          for (int row = 0; values != null && row < values.length; row++) {
            if (values[row] == 0) {
              floats.put(row * width, zeros);
            }
          }
        });
  }
}
