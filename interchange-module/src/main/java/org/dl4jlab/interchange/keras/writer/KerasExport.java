package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.interchange.Weights;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.ProgramReader;
import org.dl4jlab.run.AtomicFile;

/**
 * Writes a network as a {@code .keras} file that {@code keras.saving.load_model} opens, for any
 * {@code ComputationGraph} or {@code MultiLayerNetwork}, accelerated or plain. Keras has channels
 * last: images are {@code [batch, height, width, channels]}, series {@code [batch, steps,
 * features]}. What the optimizer remembers and the steps taken go with it, so that training goes on
 * where it was, if Keras has the optimizer and the loss.
 */
public final class KerasExport {

  private static final String VERSION = "3.15.1";
  private static final DateTimeFormatter SAVED = DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss");

  /** Where Keras' own files begin to count time. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final NetworkModel network;
  private final List<InputType> inputs;
  private final Set<String> activationsApart = new HashSet<>();
  private boolean sequential;

  private KerasExport(NetworkModel network, List<InputType> inputs) {
    this.network = network;
    this.inputs = inputs;
    this.sequential = network.model() instanceof MultiLayerNetwork;
  }

  /**
   * A list of layers becomes a {@code Sequential} model, a graph a {@code Functional} one.
   *
   * @param model an initialised ComputationGraph or MultiLayerNetwork
   * @param inputs the shape of each of its inputs; a series' length may be free
   * @throws IllegalArgumentException when there are more or fewer inputs
   */
  public static KerasExport of(Model model, InputType... inputs) {
    NetworkModel network = NetworkModel.of(model);
    if (network.inputs().size() != inputs.length) {
      throw new IllegalArgumentException(
          "The network has %d inputs, not %d".formatted(network.inputs().size(), inputs.length));
    }
    return new KerasExport(network, List.of(inputs));
  }

  /** Has a graph that is a chain written as a {@code Sequential} model. */
  public KerasExport sequential() {
    sequential = true;
    return this;
  }

  /** Has a layer's activation written as a layer of its own. */
  public KerasExport activationApart(String layer) {
    activationsApart.add(layer);
    return this;
  }

  /**
   * Writes the file.
   *
   * @throws org.dl4jlab.UserException when Keras does not have all of the network: what it lacks is
   *     named
   */
  public void write(Path file) throws IOException {
    AtomicFile.requireFolder(file);
    Translated translated = translated(network);
    LayerList layers = translated.layers();
    CompileConfig compiled = CompileConfig.of(network, translated.outputs());
    ModelJson json = new ModelJson(layers);
    boolean list = sequential && isChain(layers.all());
    ObjectNode config =
        list
            ? json.sequential(compiled.toJson())
            : json.functional(network.inputs(), translated.outputNames(), compiled.toJson());
    WeightsFile weights =
        new WeightsFile(
            config.required("config").required("name").asText(),
            list ? layers.all().subList(1, layers.all().size()) : layers.all(),
            compiled.state(network, other -> translated(other).layers().all()));
    Path numbers = Files.createTempFile("model", ".weights.h5");
    try {
      weights.write(numbers);
      AtomicFile.write(file, out -> write(out, config, numbers));
    } finally {
      Files.delete(numbers);
    }
  }

  private record Translated(LayerList layers, List<KerasTensor> outputs) {

    /** The names of the layers that give them. */
    List<String> outputNames() {
      return outputs.stream().map(KerasTensor::layer).toList();
    }
  }

  private Translated translated(NetworkModel model) {
    Weights weights = new Weights(model, ProgramReader.read(model));
    GraphTranslation translation = new GraphTranslation(model, weights, activationsApart);
    translation.translate(inputs);
    Translated translated =
        new Translated(
            translation.layers(), model.outputs().stream().map(translation::tensor).toList());
    translated.layers().sort(translated.outputNames());
    return translated;
  }

  private static boolean isChain(List<KerasLayer> layers) {
    for (int i = 1; i < layers.size(); i++) {
      List<KerasTensor> inputs = layers.get(i).inputs();
      if (inputs.size() != 1 || !inputs.get(0).layer().equals(layers.get(i - 1).name())) {
        return false;
      }
    }
    return true;
  }

  private static void write(OutputStream out, ObjectNode config, Path weights) throws IOException {
    String metadata =
        "{\"keras_version\": \"%s\", \"date_saved\": \"%s\"}"
            .formatted(VERSION, LocalDateTime.now().format(SAVED));
    ZipOutputStream zip = new ZipOutputStream(out);
    store(zip, "metadata.json", metadata.getBytes(StandardCharsets.UTF_8));
    store(zip, "config.json", config.toString().getBytes(StandardCharsets.UTF_8));
    store(zip, "model.weights.h5", Files.size(weights), () -> Files.newInputStream(weights));
    zip.finish();
    zip.flush();
  }

  /** Opens what is read twice. */
  private interface Content {
    InputStream open() throws IOException;
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    store(zip, name, content.length, () -> new ByteArrayInputStream(content));
  }

  /** As it is: Keras compresses nothing. */
  private static void store(ZipOutputStream zip, String name, long size, Content content)
      throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(content.open(), sum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCompressedSize(size);
    entry.setCrc(sum.getValue());
    entry.setTimeLocal(EPOCH);
    zip.putNextEntry(entry);
    try (InputStream in = content.open()) {
      in.transferTo(zip);
    }
    zip.closeEntry();
  }
}
