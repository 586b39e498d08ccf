package org.dl4jlab.onednn.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import org.bytedeco.javacpp.Pointer;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout. The mask is drawn by ND4J's own operation in the order in which DL4J would draw
 * it, so that both train with the same masks from the same seed.
 *
 * @param keep probability that a value is kept
 */
public record Dropout(String name, double keep) implements OneDnnLayer {

  @Override
  public long[] outputDims(long[] input) {
    return input.clone();
  }

  /** Nothing is dropped. */
  @Override
  public Tensor infer(Plan plan, Source source) {
    return source.tensor();
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    Tensor src = source.tensor();
    long[] dims = src.dims();
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    Tensor drawn = plan.tensor(Layout.plain(plan.arena(), dims));
    INDArray mask = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', Layout.elements(dims));
    plan.add(() -> draw(mask, drawn));
    Tensor factors = plan.as(drawn, src.layout());
    addProduct(plan, src, factors, dst);

    return new Training() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
        Tensor diff = backward.as(diffOutput, factors.layout());
        addProduct(backward, diff, factors, diff);
        return diff;
      }
    };
  }

  private void draw(INDArray mask, Tensor drawn) {
    mask.assign(1);
    Nd4j.getExecutioner().exec(new DropOutInverted(mask, mask, keep));
    Pointer.memcpy(
        new Address(drawn.address()),
        new Address(mask.data().addressPointer().address()),
        mask.length() * Float.BYTES);
  }

  private static void addProduct(Plan plan, Tensor a, Tensor b, Tensor product) {
    plan.add(
        Primitives.binary(
                plan.arena(), dnnl_binary_mul, a.layout(), b.layout(), product.layout(), null)
            .call(arg(DNNL_ARG_SRC, a), arg(DNNL_ARG_SRC_1, b), arg(DNNL_ARG_DST, product)));
  }
}
