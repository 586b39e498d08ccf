package org.dl4jlab.onednn.plan;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_SCALES;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import org.bytedeco.javacpp.BytePointer;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An input of numbers. Images stay bytes until one reorder turns them into floats from 0 to 1, in
 * the layout that the first layer wants.
 */
public final class DenseInput implements Input {

  private static final int SERIES = 3;

  private final Plan plan;
  private final int index;
  private final boolean series;
  private final long[] dims;
  private Tensor tensor;
  private Tensor floats; // the batch's own array, row-major
  private Tensor bytes; // the batch's pixels, row-major
  private Finite finite;
  private Runnable fromFloats;
  private Runnable fromBytes;

  /**
   * @param index which of the network's inputs it is
   * @param shape {@code [batch, …]}; of series {@code [batch, features, steps]}
   */
  public DenseInput(Plan plan, int index, long[] shape) {
    this.plan = plan;
    this.index = index;
    series = shape.length == SERIES;
    dims = series ? new long[] {shape[0], shape[1], shape[2], 1} : shape.clone();
  }

  @Override
  public boolean isSeries() {
    return series;
  }

  @Override
  public long[] dims() {
    return dims.clone();
  }

  @Override
  public Tensor tensor() {
    return as(Layout.plain(plan.arena(), dims));
  }

  @Override
  public Tensor as(Layout wanted) {
    if (tensor == null) {
      tensor = plan.tensor(wanted.in(plan.arena()));
      return tensor;
    }
    return plan.as(tensor, wanted);
  }

  @Override
  public void load(Batch batch) {
    if (batch instanceof ImageBatch images) {
      if (fromBytes == null) {
        prepareBytes();
      }
      load(images);
      return;
    }
    INDArray features = index == 0 ? batch.features() : batch.arrays().getFeatures(index);
    if (fromFloats == null) {
      prepareFloats();
    }
    ArrayFloats.copy(features, floats);
    finite.require();
    fromFloats.run();
  }

  private void load(ImageBatch images) {
    BytePointer target = bytes.bytes();
    if (images.pixels().length != target.capacity()) {
      throw new IllegalArgumentException(
          "%,d pixels where %,d belong".formatted(images.pixels().length, target.capacity()));
    }
    target.put(images.pixels(), 0, images.pixels().length);
    fromBytes.run();
  }

  private void prepareFloats() {
    Layout plain = Layout.plain(plan.arena(), dims);
    if (tensor.layout().sameAs(plain)) {
      floats = tensor;
      fromFloats = () -> {};
    } else {
      floats = plan.tensor(plain);
      fromFloats =
          Primitives.reorder(plan.arena(), plain, tensor.layout(), null)
              .call(Primitive.arg(DNNL_ARG_FROM, floats), Primitive.arg(DNNL_ARG_TO, tensor));
    }
    finite = new Finite("inputs", floats);
  }

  private void prepareBytes() {
    Layout plain = Layout.plainBytes(plan.arena(), dims);
    bytes = plan.tensor(plain);
    Tensor scale = plan.tensor(Layout.plain(plan.arena(), 1));
    scale.floats().put(0, 1 / ImageBatch.WHITE);
    fromBytes =
        Primitives.reorder(
                plan.arena(),
                plain,
                tensor.layout(),
                new Attributes(plan.arena()).scaled(DNNL_ARG_FROM))
            .call(
                Primitive.arg(DNNL_ARG_FROM, bytes),
                Primitive.arg(DNNL_ARG_TO, tensor),
                Primitive.arg(DNNL_ARG_ATTR_SCALES | DNNL_ARG_FROM, scale));
  }
}
