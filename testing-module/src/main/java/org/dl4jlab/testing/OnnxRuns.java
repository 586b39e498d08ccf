package org.dl4jlab.testing;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jlab.testing.engine.Closeness;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What ONNX Runtime makes of a file. It checks the whole of it when it loads it. */
public final class OnnxRuns {

  private static final double TOLERANCE = 1e-5;

  private OnnxRuns() {}

  /**
   * Predicts with the file as it is written and with all optimizations; both must be the same.
   *
   * @param model the file's content
   * @param inputs in their order
   * @return the outputs in theirs
   */
  public static List<INDArray> run(byte[] model, INDArray... inputs) throws OrtException {
    List<INDArray> written = run(model, OptLevel.NO_OPT, inputs);
    List<INDArray> optimized = run(model, OptLevel.ALL_OPT, inputs);
    for (int i = 0; i < written.size(); i++) {
      Closeness.assertClose("optimized output " + i, written.get(i), optimized.get(i), TOLERANCE);
    }
    return written;
  }

  private static List<INDArray> run(byte[] model, OptLevel optimizations, INDArray... inputs)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setOptimizationLevel(optimizations);
      // What is declared of shapes and types must be what follows from the operators.
      options.addConfigEntry("session.strict_shape_type_inference", "1");
      try (OrtSession session = environment.createSession(model, options)) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (String name : session.getInputNames()) {
          TensorInfo info = (TensorInfo) session.getInputInfo().get(name).getInfo();
          tensors.put(name, tensor(environment, info, inputs[tensors.size()]));
        }
        try (OrtSession.Result result = session.run(tensors)) {
          return outputs(result);
        } finally {
          tensors.values().forEach(OnnxTensor::close);
        }
      }
    }
  }

  private static List<INDArray> outputs(OrtSession.Result result) {
    List<INDArray> outputs = new ArrayList<>();
    result.forEach(
        output -> {
          OnnxTensor tensor = (OnnxTensor) output.getValue();
          FloatBuffer values = tensor.getFloatBuffer();
          float[] copy = new float[values.remaining()];
          values.get(copy);
          outputs.add(Nd4j.create(copy, tensor.getInfo().getShape(), 'c'));
        });
    return outputs;
  }

  private static OnnxTensor tensor(OrtEnvironment environment, TensorInfo info, INDArray array)
      throws OrtException {
    float[] values = array.dup('c').data().asFloat();
    if (info.type == OnnxJavaType.UINT8) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(values.length);
      for (float value : values) {
        bytes.put((byte) (int) value);
      }
      return OnnxTensor.createTensor(
          environment, bytes.rewind(), array.shape(), OnnxJavaType.UINT8);
    }
    if (info.type == OnnxJavaType.INT64) {
      LongBuffer numbers = LongBuffer.allocate(values.length);
      for (float value : values) {
        numbers.put((long) value);
      }
      return OnnxTensor.createTensor(environment, numbers.rewind(), array.shape());
    }
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), array.shape());
  }
}
