package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dl4jlab.UserException;

/**
 * A model's file, of Keras 3 ({@code .keras}) or the legacy one ({@code .h5}), told apart by how it
 * begins.
 *
 * @param compiled what the model was compiled with, or missing
 * @param version of Keras
 */
record KerasFile(
    Path path, JsonNode model, JsonNode compiled, String version, WeightStore weights, Hdf5 hdf)
    implements AutoCloseable {

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /**
   * Opens a file; nothing in it is executed.
   *
   * @throws UserException when it is neither, or damaged
   */
  static KerasFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserException("There is no file %s".formatted(file));
    }
    byte[] begin;
    try (InputStream in = Files.newInputStream(file)) {
      begin = in.readNBytes(HDF5.length);
    }
    if (Arrays.equals(begin, HDF5)) {
      return legacy(file);
    }
    if (begin.length >= ZIP.length && Arrays.equals(begin, 0, ZIP.length, ZIP, 0, ZIP.length)) {
      return keras3(file);
    }
    throw new UserException(
        "%s is no model of Keras: neither a .keras file nor an .h5 file".formatted(file));
  }

  private static KerasFile keras3(Path file) throws IOException {
    try (ZipParts zip = new ZipParts(file)) {
      JsonNode model = Json.parse(zip.text("config.json"), "config.json in %s".formatted(file));
      JsonNode metadata =
          Json.parse(zip.text("metadata.json"), "metadata.json in %s".formatted(file));
      Hdf5 hdf =
          new Hdf5(
              ByteBuffer.wrap(zip.bytes("model.weights.h5")),
              "model.weights.h5 in %s".formatted(file));
      return new KerasFile(
          file,
          model,
          Json.get(model, "compile_config"),
          metadata.path("keras_version").asText("3"),
          WeightStore.ofKeras3(hdf),
          hdf);
    }
  }

  private static KerasFile legacy(Path file) throws IOException {
    Hdf5 hdf = Hdf5.open(file);
    try {
      JsonNode model =
          hdf.texts("", "model_config")
              .map(texts -> Json.parse(texts.get(0), "The description in %s".formatted(file)))
              .orElseThrow(
                  () ->
                      new UserException(
                          "%s holds weights only; save the whole model with model.save()"
                              .formatted(file)));
      JsonNode compiled =
          hdf.texts("", "training_config")
              .map(texts -> Json.parse(texts.get(0), "The training in %s".formatted(file)))
              .orElse(MissingNode.getInstance());
      String version = hdf.texts("", "keras_version").map(texts -> texts.get(0)).orElse("2");
      return new KerasFile(
          file, model, compiled, version, WeightStore.ofLegacy(hdf, "model_weights/"), hdf);
    } catch (RuntimeException e) {
      hdf.close();
      throw e;
    }
  }

  /**
   * What the optimizer has written of itself.
   *
   * @param scheduled whether its learning rate changes with the steps
   */
  OptimizerVariables optimizer(boolean scheduled) {
    return model.has("compile_config")
        ? OptimizerVariables.ofKeras3(hdf, scheduled)
        : OptimizerVariables.ofLegacy(hdf);
  }

  boolean isKeras2() {
    return !version.startsWith("3");
  }

  @Override
  public void close() {
    hdf.close();
  }
}
