package org.dl4jlab.onednn.parameters;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.Optional;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * An optimiser's step over vectors of values, gradients and states, with DL4J's formulas. Every
 * pass is one oneDNN primitive with post-ops, so it runs on all threads and through each vector
 * once.
 */
public abstract class Optimizer implements AutoCloseable {

  private final Plan plan = new Plan();
  private final Layout vector;
  private final Layout number;
  private final IUpdater config;

  private Optimizer(IUpdater config, long length) {
    this.config = config;
    vector = Layout.plain(plan.arena(), length);
    number = Layout.plain(plan.arena(), 1);
  }

  /** Why an updater is not supported; empty when it is. */
  public static Optional<String> unsupported(IUpdater updater) {
    if (updater instanceof Nesterovs nesterovs && nesterovs.getMomentumISchedule() != null) {
      return Optional.of("a schedule of the momentum");
    }
    boolean known =
        updater.getClass() == Adam.class
            || updater.getClass() == Sgd.class
            || updater.getClass() == Nesterovs.class;
    return known
        ? Optional.empty()
        : Optional.of("the updater " + updater.getClass().getSimpleName());
  }

  /** How many vectors of state an updater has. */
  public static int states(IUpdater updater) {
    return updater instanceof Adam ? 2 : updater instanceof Nesterovs ? 1 : 0;
  }

  /**
   * @param values address of the parameters; likewise gradients and states
   */
  static Optimizer of(IUpdater updater, long length, long values, long gradients, long[] states) {
    if (updater instanceof Adam adam) {
      return new AdamOptimizer(adam, length, values, gradients, states[0], states[1]);
    }
    if (updater instanceof Nesterovs nesterovs) {
      return new NesterovsOptimizer(nesterovs, length, values, gradients, states[0]);
    }
    return new SgdOptimizer((Sgd) updater, length, values, gradients);
  }

  void run(int iteration, int epoch) {
    setRate(config.getLearningRate(iteration, epoch), iteration);
    plan.run();
  }

  /** Sets the factors that depend on the step. */
  abstract void setRate(double learningRate, int iteration);

  @Override
  public void close() {
    plan.close();
  }

  Plan plan() {
    return plan;
  }

  Tensor vectorAt(long address) {
    return Tensor.at(plan.arena(), vector, address);
  }

  Tensor number(double value) {
    Tensor tensor = plan.tensor(number);
    set(tensor, value);
    return tensor;
  }

  static void set(Tensor number, double value) {
    number.floats().put(0, (float) value);
  }

  Attributes attributes() {
    return new Attributes(plan.arena());
  }

  /** {@code target = keep * target + factor * source}. */
  void blend(Tensor target, float keep, Tensor factor, Tensor source) {
    multiply(source, factor, attributes().thenAdd(keep), target);
  }

  void multiply(Tensor a, Tensor b, Attributes attributes, Tensor target) {
    plan.add(
        Primitives.binary(
                plan.arena(), dnnl_binary_mul, a.layout(), b.layout(), target.layout(), attributes)
            .call(arg(DNNL_ARG_SRC, a), arg(DNNL_ARG_SRC_1, b), arg(DNNL_ARG_DST, target)));
  }

  /** Adam (Kingma and Ba 2015), in the form of the end of their section 2. */
  private static final class AdamOptimizer extends Optimizer {

    /**
     * Keeps the moments of weights without a gradient from fading into denormal numbers, with which
     * processors are tens of times slower; an update does not notice it.
     */
    private static final float NORMAL = 1e-32f;

    /**
     * The same for squares of small gradients: they are squared after this enlargement, which
     * leaves room for gradients up to 1e15.
     */
    private static final double ENLARGED = 0x1p14;

    private final Adam adam;
    private final Tensor rate;

    AdamOptimizer(Adam adam, long length, long values, long gradients, long first, long second) {
      super(adam, length);
      this.adam = adam;
      rate = number(0);
      Tensor value = vectorAt(values);
      Tensor gradient = vectorAt(gradients);
      Tensor m = vectorAt(first);
      Tensor v = vectorAt(second);
      float beta1 = (float) adam.getBeta1();
      float beta2 = (float) adam.getBeta2();
      multiply(
          gradient,
          number(1 - adam.getBeta1()),
          attributes().then(Eltwise.linear(1, NORMAL)).thenAdd(beta1),
          m);
      double factor = (1 - adam.getBeta2()) / (ENLARGED * ENLARGED);
      multiply(
          gradient,
          number(ENLARGED),
          attributes()
              .then(Eltwise.square())
              .then(Eltwise.linear((float) factor, NORMAL))
              .thenAdd(beta2),
          v);
      step(value, m, v);
    }

    /** {@code value += rate * m / (sqrt(v) + epsilon)}, in one pass. */
    private void step(Tensor value, Tensor m, Tensor v) {
      Plan plan = plan();
      Tensor one = number(1);
      Attributes attributes =
          attributes()
              .then(Eltwise.squareRoot())
              .then(Eltwise.linear(1, (float) adam.getEpsilon()))
              .then(Eltwise.reciprocal())
              .thenBinary(dnnl_binary_mul, m.layout())
              .thenBinary(dnnl_binary_mul, rate.layout())
              .thenAdd(1);
      plan.add(
          Primitives.binary(
                  plan.arena(),
                  dnnl_binary_mul,
                  v.layout(),
                  one.layout(),
                  value.layout(),
                  attributes)
              .call(
                  arg(DNNL_ARG_SRC, v),
                  arg(DNNL_ARG_SRC_1, one),
                  arg(postOp(3), m),
                  arg(postOp(4), rate),
                  arg(DNNL_ARG_DST, value)));
    }

    private static int postOp(int index) {
      return DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (index + 1) | DNNL_ARG_SRC_1;
    }

    @Override
    void setRate(double learningRate, int iteration) {
      double t = iteration + 1;
      set(
          rate,
          -learningRate
              * Math.sqrt(1 - Math.pow(adam.getBeta2(), t))
              / (1 - Math.pow(adam.getBeta1(), t)));
    }
  }

  /** Stochastic gradient descent. */
  private static final class SgdOptimizer extends Optimizer {

    private final Tensor rate = number(0);

    SgdOptimizer(Sgd sgd, long length, long values, long gradients) {
      super(sgd, length);
      blend(vectorAt(values), 1, rate, vectorAt(gradients));
    }

    @Override
    void setRate(double learningRate, int iteration) {
      set(rate, -learningRate);
    }
  }

  /** Nesterov's momentum, in the form of cs231n.github.io/neural-networks-3. */
  private static final class NesterovsOptimizer extends Optimizer {

    private final Tensor rate = number(0);

    NesterovsOptimizer(
        Nesterovs nesterovs, long length, long values, long gradients, long velocity) {
      super(nesterovs, length);
      double momentum = nesterovs.getMomentum();
      Tensor value = vectorAt(values);
      Tensor v = vectorAt(velocity);
      blend(value, 1, number(-momentum), v);
      blend(v, (float) momentum, rate, vectorAt(gradients));
      blend(value, 1, number(1 + momentum), v);
    }

    @Override
    void setRate(double learningRate, int iteration) {
      set(rate, -learningRate);
    }
  }
}
