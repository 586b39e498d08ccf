package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER_C;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.LstmPrimitives;
import org.dl4jlab.onednn.primitive.Primitive.Argument;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * What an LSTM remembers, each {@code [1, 1, batch, units]}.
 *
 * @param output what it gave at the last step
 * @param cell what it kept to itself
 */
record LstmState(Tensor output, Tensor cell) {

  /** Nothing, which is zeros. */
  static LstmState allocate(Plan plan, LstmPrimitives lstm) {
    Layout layout = Layout.plain(plan.arena(), lstm.state());
    return new LstmState(plan.tensor(layout), plan.tensor(layout));
  }

  /** As what a primitive begins with. */
  List<Argument> first() {
    return List.of(arg(DNNL_ARG_SRC_ITER, output), arg(DNNL_ARG_SRC_ITER_C, cell));
  }

  /** As what a primitive ends with. */
  List<Argument> last() {
    return List.of(arg(DNNL_ARG_DST_ITER, output), arg(DNNL_ARG_DST_ITER_C, cell));
  }

  /** As the gradients of what a primitive began with. */
  List<Argument> gradients() {
    return List.of(arg(DNNL_ARG_DIFF_SRC_ITER, output), arg(DNNL_ARG_DIFF_SRC_ITER_C, cell));
  }
}
