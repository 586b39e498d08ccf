package org.dl4jlab.interchange.keras;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * What Keras' layers compute, one sample at a time with the channels last, as its documentation and
 * that of TensorFlow's operations say it, in plain loops.
 */
final class NaiveKeras {

  private NaiveKeras() {}

  static Tensor random(Random random, int... shape) {
    int size = 1;
    for (int n : shape) {
      size *= n;
    }
    float[] data = new float[size];
    for (int i = 0; i < size; i++) {
      data[i] = random.nextFloat() * 2 - 1;
    }
    return new Tensor(data, shape);
  }

  static Tensor map(Tensor x, DoubleUnaryOperator function) {
    float[] y = new float[x.data().length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) function.applyAsDouble(x.data()[i]);
    }
    return new Tensor(y, x.shape());
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** A number of {@code [batch, height, width, channels]}, zero beside the image. */
  static float at(Tensor x, int n, int row, int column, int channel) {
    int[] s = x.shape();
    return row < 0 || row >= s[1] || column < 0 || column >= s[2]
        ? 0
        : x.data()[((n * s[1] + row) * s[2] + column) * s[3] + channel];
  }

  /** TensorFlow's margin in front: the smaller half where the margins differ. */
  static int before(int size, int kernel, int stride, int dilation) {
    int seen = (kernel - 1) * dilation + 1;
    int out = (size + stride - 1) / stride;
    return Math.max((out - 1) * stride + seen - size, 0) / 2;
  }

  static int out(boolean same, int size, int kernel, int stride, int dilation) {
    int seen = (kernel - 1) * dilation + 1;
    return same ? (size + stride - 1) / stride : (size - seen) / stride + 1;
  }

  /**
   * {@code Conv2D}, or {@code DepthwiseConv2D}.
   *
   * @param k {@code [height, width, channels, filters]}
   */
  static Tensor convolution(
      Tensor x,
      Tensor k,
      float[] bias,
      int[] stride,
      int dilation,
      boolean same,
      boolean depthwise) {
    int[] s = x.shape();
    int[] ks = k.shape();
    int height = out(same, s[1], ks[0], stride[0], dilation);
    int width = out(same, s[2], ks[1], stride[1], dilation);
    int top = same ? before(s[1], ks[0], stride[0], dilation) : 0;
    int left = same ? before(s[2], ks[1], stride[1], dilation) : 0;
    int filters = depthwise ? s[3] * ks[3] : ks[3];
    float[] y = new float[s[0] * height * width * filters];
    int at = 0;
    for (int n = 0; n < s[0]; n++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          for (int f = 0; f < filters; f++) {
            double sum = bias == null ? 0 : bias[f];
            for (int i = 0; i < ks[0]; i++) {
              for (int j = 0; j < ks[1]; j++) {
                int r = row * stride[0] - top + i * dilation;
                int c = column * stride[1] - left + j * dilation;
                for (int channel = 0; channel < s[3]; channel++) {
                  if (depthwise && f / ks[3] != channel) {
                    continue;
                  }
                  int filter = depthwise ? f % ks[3] : f;
                  int weight = ((i * ks[1] + j) * ks[2] + channel) * ks[3] + filter;
                  sum += (double) at(x, n, r, c, channel) * k.data()[weight];
                }
              }
            }
            y[at++] = (float) sum;
          }
        }
      }
    }
    return new Tensor(y, s[0], height, width, filters);
  }

  /**
   * {@code Conv2DTranspose}.
   *
   * @param k {@code [height, width, filters, channels]}
   */
  static Tensor transposed(Tensor x, Tensor k, float[] bias, int stride, boolean same) {
    int[] s = x.shape();
    int[] ks = k.shape();
    int height = same ? s[1] * stride : (s[1] - 1) * stride + ks[0];
    int width = same ? s[2] * stride : (s[2] - 1) * stride + ks[1];
    int top = same ? Math.max(ks[0] - stride, 0) / 2 : 0;
    int left = same ? Math.max(ks[1] - stride, 0) / 2 : 0;
    float[] y = new float[s[0] * height * width * ks[2]];
    for (int i = 0; i < y.length; i++) {
      y[i] = bias[i % ks[2]];
    }
    for (int n = 0; n < s[0]; n++) {
      for (int row = 0; row < s[1]; row++) {
        for (int column = 0; column < s[2]; column++) {
          for (int i = 0; i < ks[0]; i++) {
            for (int j = 0; j < ks[1]; j++) {
              int r = row * stride - top + i;
              int c = column * stride - left + j;
              if (r < 0 || r >= height || c < 0 || c >= width) {
                continue;
              }
              for (int f = 0; f < ks[2]; f++) {
                for (int channel = 0; channel < s[3]; channel++) {
                  y[((n * height + r) * width + c) * ks[2] + f] +=
                      at(x, n, row, column, channel)
                          * k.data()[((i * ks[1] + j) * ks[2] + f) * ks[3] + channel];
                }
              }
            }
          }
        }
      }
    }
    return new Tensor(y, s[0], height, width, ks[2]);
  }

  /** {@code MaxPooling2D} or {@code AveragePooling2D}, which count no margins. */
  static Tensor pooling(Tensor x, int[] window, int[] stride, boolean same, boolean max) {
    int[] s = x.shape();
    int height = out(same, s[1], window[0], stride[0], 1);
    int width = out(same, s[2], window[1], stride[1], 1);
    int top = same ? before(s[1], window[0], stride[0], 1) : 0;
    int left = same ? before(s[2], window[1], stride[1], 1) : 0;
    float[] y = new float[s[0] * height * width * s[3]];
    int at = 0;
    for (int n = 0; n < s[0]; n++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          for (int channel = 0; channel < s[3]; channel++) {
            double sum = 0;
            double most = Double.NEGATIVE_INFINITY;
            int count = 0;
            for (int i = 0; i < window[0]; i++) {
              for (int j = 0; j < window[1]; j++) {
                int r = row * stride[0] - top + i;
                int c = column * stride[1] - left + j;
                if (r >= 0 && r < s[1] && c >= 0 && c < s[2]) {
                  sum += at(x, n, r, c, channel);
                  most = Math.max(most, at(x, n, r, c, channel));
                  count++;
                }
              }
            }
            y[at++] = (float) (max ? most : sum / count);
          }
        }
      }
    }
    return new Tensor(y, s[0], height, width, s[3]);
  }

  /** {@code x W + b} over the last dimension. */
  static Tensor dense(Tensor x, Tensor w, float[] bias) {
    int in = w.shape()[0];
    int out = w.shape()[1];
    int rows = x.data().length / in;
    float[] y = new float[rows * out];
    for (int r = 0; r < rows; r++) {
      for (int o = 0; o < out; o++) {
        double sum = bias == null ? 0 : bias[o];
        for (int i = 0; i < in; i++) {
          sum += (double) x.data()[r * in + i] * w.data()[i * out + o];
        }
        y[r * out + o] = (float) sum;
      }
    }
    int[] shape = x.shape().clone();
    shape[shape.length - 1] = out;
    return new Tensor(y, shape);
  }

  /** {@code LSTM(return_sequences=True)}, gates in Keras' order: input, forget, cell, output. */
  static Tensor lstm(Tensor x, Tensor kernel, Tensor recurrent, Tensor bias) {
    int[] s = x.shape();
    int units = recurrent.shape()[0];
    float[] y = new float[s[0] * s[1] * units];
    for (int n = 0; n < s[0]; n++) {
      double[] h = new double[units];
      double[] c = new double[units];
      for (int t = 0; t < s[1]; t++) {
        double[] z = gates(x, (n * s[1] + t) * s[2], h, kernel, recurrent, bias);
        for (int u = 0; u < units; u++) {
          double cell = Math.tanh(z[2 * units + u]);
          c[u] = sigmoid(z[units + u]) * c[u] + sigmoid(z[u]) * cell;
          h[u] = sigmoid(z[3 * units + u]) * Math.tanh(c[u]);
          y[(n * s[1] + t) * units + u] = (float) h[u];
        }
      }
    }
    return new Tensor(y, s[0], s[1], units);
  }

  /** {@code SimpleRNN(return_sequences=True)}. */
  static Tensor simple(Tensor x, Tensor kernel, Tensor recurrent, Tensor bias) {
    int[] s = x.shape();
    int units = recurrent.shape()[0];
    float[] y = new float[s[0] * s[1] * units];
    for (int n = 0; n < s[0]; n++) {
      double[] h = new double[units];
      for (int t = 0; t < s[1]; t++) {
        double[] z = gates(x, (n * s[1] + t) * s[2], h, kernel, recurrent, bias);
        for (int u = 0; u < units; u++) {
          h[u] = Math.tanh(z[u]);
          y[(n * s[1] + t) * units + u] = (float) h[u];
        }
      }
    }
    return new Tensor(y, s[0], s[1], units);
  }

  private static double[] gates(
      Tensor x, int from, double[] h, Tensor kernel, Tensor recurrent, Tensor bias) {
    int columns = bias.data().length;
    double[] z = new double[columns];
    for (int j = 0; j < columns; j++) {
      z[j] = bias.data()[j];
      for (int i = 0; i < kernel.shape()[0]; i++) {
        z[j] += (double) x.data()[from + i] * kernel.data()[i * columns + j];
      }
      for (int i = 0; i < h.length; i++) {
        z[j] += h[i] * recurrent.data()[i * columns + j];
      }
    }
    return z;
  }

  /** A series, or what a layer makes of it, from the end. */
  static Tensor reversed(Tensor x) {
    int[] s = x.shape();
    float[] y = new float[x.data().length];
    for (int n = 0; n < s[0]; n++) {
      for (int t = 0; t < s[1]; t++) {
        System.arraycopy(
            x.data(), (n * s[1] + t) * s[2], y, (n * s[1] + s[1] - 1 - t) * s[2], s[2]);
      }
    }
    return new Tensor(y, s);
  }

  /** {@code [batch, steps, features]} at one step. */
  static Tensor step(Tensor x, int t) {
    int[] s = x.shape();
    float[] y = new float[s[0] * s[2]];
    for (int n = 0; n < s[0]; n++) {
      System.arraycopy(x.data(), (n * s[1] + t) * s[2], y, n * s[2], s[2]);
    }
    return new Tensor(y, s[0], s[2]);
  }

  /** One behind the other along the last dimension. */
  static Tensor concatenated(Tensor a, Tensor b) {
    int wa = a.shape()[a.shape().length - 1];
    int wb = b.shape()[b.shape().length - 1];
    int rows = a.data().length / wa;
    float[] y = new float[a.data().length + b.data().length];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(a.data(), r * wa, y, r * (wa + wb), wa);
      System.arraycopy(b.data(), r * wb, y, r * (wa + wb) + wa, wb);
    }
    int[] shape = a.shape().clone();
    shape[shape.length - 1] = wa + wb;
    return new Tensor(y, shape);
  }
}
