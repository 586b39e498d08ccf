package org.dl4jlab.interchange.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.dl4jlab.interchange.keras.LayerDescription.Call;
import org.dl4jlab.interchange.keras.LayerDescription.Reference;

/** Plans all layers of a model, and gathers what cannot be imported. */
final class ModelTranslator {

  private static final int MOST_DIMENSIONS = 3;
  private static final int MOST_APPLICATIONS = 10_000;
  private static final String SHARED =
      "is applied more than once, and Deeplearning4j's layers cannot share weights";

  private final GraphPlan plan;
  private final WeightStore store;
  private final boolean keras2;
  private final List<String> problems = new ArrayList<>();
  private int applications;

  ModelTranslator(GraphPlan plan, WeightStore store, boolean keras2) {
    this.plan = plan;
    this.store = store;
    this.keras2 = keras2;
  }

  /** One line a layer. */
  List<String> problems() {
    return problems;
  }

  /** An application of a layer whose inputs may not be known yet. */
  private record Job(LayerDescription layer, int index, Call call) {}

  private record Result(String layer, int call) {}

  /** The model's own inputs, in order; a part of the list is missing where there are problems. */
  List<Signal> inputs(ModelDescription model, double factor) {
    List<Signal> inputs = new ArrayList<>();
    for (Reference reference : model.inputs()) {
      model.layers().stream()
          .filter(layer -> layer.name().equals(reference.layer()))
          .findFirst()
          .ifPresent(layer -> addInput(layer, factor, inputs));
    }
    return inputs;
  }

  private void addInput(LayerDescription layer, double factor, List<Signal> inputs) {
    int[] shape = inputShape(layer);
    if (shape == null || shape.length == 0 || shape.length > MOST_DIMENSIONS) {
      problems.add(
          layer.label()
              + " has no shape of features, of a series or of an image that the file tells");
      return;
    }
    plan.addInput(layer.name());
    String given =
        factor == 1
            ? layer.name()
            : plan.add(layer.name() + "/scaled", new ScaleVertex(factor), List.of(layer.name()));
    inputs.add(Signal.of(given, shape));
  }

  private static int[] inputShape(LayerDescription layer) {
    boolean old = layer.config().has("batch_input_shape");
    return ConfigReader.shape(layer.config().path(old ? "batch_input_shape" : "batch_shape"));
  }

  /**
   * Adds a model's layers.
   *
   * @param given what its inputs are, in order
   * @param last whether its results are those of the whole
   * @return its results; null for each that cannot be had
   */
  List<Signal> translate(ModelDescription model, List<Signal> given, boolean last) {
    Map<Result, List<Signal>> results = new HashMap<>();
    for (int i = 0; i < model.inputs().size() && i < given.size(); i++) {
      results.put(result(model.inputs().get(i)), list(given.get(i)));
    }
    Set<Result> ends = new HashSet<>();
    model.outputs().forEach(output -> ends.add(result(output)));
    FeatureWishes wishes = new FeatureWishes(model);
    List<Job> pending = jobs(model, results);
    while (!pending.isEmpty()) {
      int before = pending.size();
      for (Iterator<Job> jobs = pending.iterator(); jobs.hasNext(); ) {
        Job job = jobs.next();
        if (job.call().inputs().stream().allMatch(input -> results.containsKey(result(input)))) {
          Result key = new Result(job.layer().name(), job.index());
          results.put(key, run(job, results, wishes, last && ends.contains(key)));
          jobs.remove();
        }
      }
      if (pending.size() == before) {
        throw new MalformedModelException(
            "what the layer %s is applied to is missing, or leads back to itself",
            pending.get(0).layer().label());
      }
    }
    List<Signal> outputs = new ArrayList<>();
    model.outputs().forEach(output -> outputs.add(signal(results, output)));
    return outputs;
  }

  private static Result result(Reference reference) {
    return new Result(reference.layer(), reference.call());
  }

  private static List<Signal> list(Signal signal) {
    List<Signal> list = new ArrayList<>();
    list.add(signal);
    return list;
  }

  private static Signal signal(Map<Result, List<Signal>> results, Reference reference) {
    List<Signal> found = results.getOrDefault(result(reference), List.of());
    boolean there = reference.output() >= 0 && reference.output() < found.size();
    return there ? found.get(reference.output()) : null;
  }

  private List<Job> jobs(ModelDescription model, Map<Result, List<Signal>> results) {
    List<Job> jobs = new ArrayList<>();
    for (LayerDescription layer : model.layers()) {
      if (layer.isInput()) {
        results.putIfAbsent(new Result(layer.name(), 0), list(null));
      }
      for (int i = 0; i < layer.calls().size(); i++) {
        jobs.add(new Job(layer, i, layer.calls().get(i)));
      }
    }
    return jobs;
  }

  private List<Signal> run(
      Job job, Map<Result, List<Signal>> results, FeatureWishes wishes, boolean isOutput) {
    LayerDescription layer = job.layer();
    if (++applications > MOST_APPLICATIONS) {
      throw new MalformedModelException(
          "it applies its layers more than %,d times", MOST_APPLICATIONS);
    }
    List<Signal> inputs = new ArrayList<>();
    boolean known = true;
    for (Reference reference : job.call().inputs()) {
      Signal signal = signal(results, reference);
      if (signal == null && reference.shape() != null && reference.shape().length > 0) {
        // What comes before cannot be imported; what is wrong with this layer is told all the same.
        signal = Signal.of(reference.layer(), reference.shape());
      }
      known &= signal != null;
      inputs.add(signal);
    }
    if (layer.model() != null) {
      if (job.index() > 0) {
        problems.add(layer.label() + " " + SHARED);
      }
      return translate(layer.model(), inputs, isOutput);
    }
    try {
      Translator translator = Translators.of(layer);
      if (!known) {
        return list(null);
      }
      if (job.call().hasOtherArguments()) {
        throw new Unsupported("is given more than the results of other layers");
      }
      int weights = plan.weightCount();
      String name = job.index() == 0 ? layer.name() : layer.name() + "/" + (job.index() + 1);
      Signal signal =
          translator.translate(
              new LayerCall(layer, name, inputs, wishes.of(layer), isOutput, keras2, store, plan));
      if (job.index() > 0 && plan.weightCount() > weights) {
        throw new Unsupported(SHARED);
      }
      return list(signal);
    } catch (Unsupported e) {
      problems.add(layer.label() + " " + e.getMessage());
      return list(null);
    } catch (ArithmeticException e) {
      problems.add(layer.label() + " is too large");
      return list(null);
    }
  }
}
