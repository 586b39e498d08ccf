package org.dl4jlab.interchange.keras;

import java.util.function.IntToDoubleFunction;

/**
 * What Keras' optimizers do to one array, as the formulas of {@code keras.optimizers} say it, in
 * plain loops.
 */
interface NaiveOptimizer {

  double EPSILON = 1e-7;

  /**
   * One step.
   *
   * @param w the array, which is changed
   * @param g its gradient
   * @param a what is remembered of each number first
   * @param b what is remembered of each number second
   * @param t the step, from 0 on
   */
  void step(double[] w, double[] g, double[] a, double[] b, int t);

  static NaiveOptimizer descent(IntToDoubleFunction rate) {
    return (w, g, a, b, t) -> {
      for (int i = 0; i < w.length; i++) {
        w[i] -= rate.applyAsDouble(t) * g[i];
      }
    };
  }

  static NaiveOptimizer nesterov(double rate, double momentum) {
    return (w, g, a, b, t) -> {
      for (int i = 0; i < w.length; i++) {
        a[i] = momentum * a[i] - rate * g[i];
        w[i] += momentum * a[i] - rate * g[i];
      }
    };
  }

  static NaiveOptimizer adam(double rate, double decay) {
    return (w, g, a, b, t) -> {
      double alpha = rate * Math.sqrt(1 - Math.pow(0.999, t + 1)) / (1 - Math.pow(0.9, t + 1));
      for (int i = 0; i < w.length; i++) {
        w[i] -= decay * rate * w[i];
        a[i] += (g[i] - a[i]) * (1 - 0.9);
        b[i] += (g[i] * g[i] - b[i]) * (1 - 0.999);
        w[i] -= alpha * a[i] / (Math.sqrt(b[i]) + EPSILON);
      }
    };
  }

  /**
   * @param largest of {@code b} so far
   */
  static NaiveOptimizer amsgrad(double rate, double[] largest) {
    return (w, g, a, b, t) -> {
      double alpha = rate * Math.sqrt(1 - Math.pow(0.999, t + 1)) / (1 - Math.pow(0.9, t + 1));
      for (int i = 0; i < w.length; i++) {
        a[i] += (g[i] - a[i]) * (1 - 0.9);
        b[i] += (g[i] * g[i] - b[i]) * (1 - 0.999);
        largest[i] = Math.max(largest[i], b[i]);
        w[i] -= alpha * a[i] / (Math.sqrt(largest[i]) + EPSILON);
      }
    };
  }

  static NaiveOptimizer adamax(double rate) {
    return (w, g, a, b, t) -> {
      for (int i = 0; i < w.length; i++) {
        a[i] += (g[i] - a[i]) * (1 - 0.9);
        b[i] = Math.max(0.999 * b[i], Math.abs(g[i]));
        w[i] -= rate * a[i] / ((1 - Math.pow(0.9, t + 1)) * (b[i] + EPSILON));
      }
    };
  }

  static NaiveOptimizer adagrad(double rate) {
    return (w, g, a, b, t) -> {
      for (int i = 0; i < w.length; i++) {
        a[i] += g[i] * g[i];
        w[i] -= rate * g[i] / Math.sqrt(a[i] + EPSILON);
      }
    };
  }

  static NaiveOptimizer adadelta(double rho) {
    return (w, g, a, b, t) -> {
      for (int i = 0; i < w.length; i++) {
        a[i] = rho * a[i] + (1 - rho) * g[i] * g[i];
        double change = -Math.sqrt(b[i] + EPSILON) / Math.sqrt(a[i] + EPSILON) * g[i];
        b[i] = rho * b[i] + (1 - rho) * change * change;
        w[i] += change;
      }
    };
  }

  static NaiveOptimizer rmsprop(double rate, double rho) {
    return (w, g, a, b, t) -> {
      for (int i = 0; i < w.length; i++) {
        a[i] = rho * a[i] + (1 - rho) * g[i] * g[i];
        w[i] -= rate * g[i] / Math.sqrt(a[i] + EPSILON);
      }
    };
  }

  /** The gradient made no longer than this before the step. */
  static NaiveOptimizer clipped(double norm, NaiveOptimizer then) {
    return (w, g, a, b, t) -> {
      double length = 0;
      for (double each : g) {
        length += each * each;
      }
      double factor = Math.min(1, norm / Math.sqrt(length));
      for (int i = 0; i < g.length; i++) {
        g[i] *= factor;
      }
      then.step(w, g, a, b, t);
    };
  }

  /** Each number of the gradient cut to this before the step. */
  static NaiveOptimizer cut(double most, NaiveOptimizer then) {
    return (w, g, a, b, t) -> {
      for (int i = 0; i < g.length; i++) {
        g[i] = Math.max(-most, Math.min(most, g[i]));
      }
      then.step(w, g, a, b, t);
    };
  }
}
