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

  /**
   * An application of a layer whose inputs may not be known yet, or all of them, where they share
   * weights.
   */
  private record Job(LayerDescription layer, int index, List<Call> calls) {

    List<Reference> references() {
      return calls.stream().flatMap(call -> call.inputs().stream()).toList();
    }
  }

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
        if (job.references().stream().allMatch(input -> results.containsKey(result(input)))) {
          List<List<Signal>> found = run(job, results, wishes, last ? ends : Set.of());
          for (int i = 0; i < found.size(); i++) {
            results.put(new Result(job.layer().name(), job.index() + i), found.get(i));
          }
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
      if (layer.calls().size() > 1 && Translators.hasWeights(layer)) {
        jobs.add(new Job(layer, 0, layer.calls()));
      } else {
        for (int i = 0; i < layer.calls().size(); i++) {
          jobs.add(new Job(layer, i, layer.calls().subList(i, i + 1)));
        }
      }
    }
    return jobs;
  }

  /** What each of the job's calls gives. */
  private List<List<Signal>> run(
      Job job, Map<Result, List<Signal>> results, FeatureWishes wishes, Set<Result> ends) {
    LayerDescription layer = job.layer();
    applications += job.calls().size();
    if (applications > MOST_APPLICATIONS) {
      throw new MalformedModelException(
          "it applies its layers more than %,d times", MOST_APPLICATIONS);
    }
    List<List<Signal>> inputs =
        job.calls().stream().map(call -> inputs(call, results, layer.model() == null)).toList();
    boolean isOutput = ends.contains(new Result(layer.name(), job.index()));
    try {
      if (layer.model() == null) {
        Translators.of(layer);
      }
      if (layer.model() == null && inputs.stream().anyMatch(list -> list.contains(null))) {
        return missing(job);
      }
      if (job.calls().size() == 1) {
        return List.of(apply(job, inputs.get(0), wishes, isOutput));
      }
      SharedLayer shared = new SharedLayer(plan, layer, job.calls().size());
      int statistics = plan.statistics();
      List<Signal> stacked = new ArrayList<>();
      for (int position = 0; position < inputs.get(0).size(); position++) {
        int place = position;
        if (inputs.stream().anyMatch(list -> place >= list.size() || list.get(place) == null)) {
          return missing(job);
        }
        stacked.add(shared.stack(place, inputs.stream().map(list -> list.get(place)).toList()));
      }
      List<Signal> result = apply(job, stacked, wishes, false);
      shared.requireNoStatistics(plan.statistics() - statistics);
      return shared.unstack(result);
    } catch (Unsupported e) {
      problems.add(layer.label() + " " + e.getMessage());
    } catch (ArithmeticException e) {
      problems.add(layer.label() + " is too large");
    }
    return missing(job);
  }

  private static List<List<Signal>> missing(Job job) {
    return job.calls().stream().map(call -> list(null)).toList();
  }

  /**
   * @param guess whether the file's own word on a shape is taken where what comes before cannot be
   *     imported, so that what is wrong with this layer is told all the same
   */
  private static List<Signal> inputs(Call call, Map<Result, List<Signal>> results, boolean guess) {
    List<Signal> inputs = new ArrayList<>();
    for (Reference reference : call.inputs()) {
      Signal signal = signal(results, reference);
      if (signal == null && guess && reference.shape() != null && reference.shape().length > 0) {
        signal = Signal.of(reference.layer(), reference.shape());
      }
      inputs.add(signal);
    }
    return inputs;
  }

  private List<Signal> apply(Job job, List<Signal> inputs, FeatureWishes wishes, boolean isOutput)
      throws Unsupported {
    LayerDescription layer = job.layer();
    if (layer.model() != null) {
      return translate(layer.model(), inputs, isOutput);
    }
    if (job.calls().stream().anyMatch(Call::hasOtherArguments)) {
      throw new Unsupported("is given more than the results of other layers");
    }
    String name = job.index() == 0 ? layer.name() : layer.name() + "/" + (job.index() + 1);
    LayerCall call =
        new LayerCall(
            layer,
            name,
            Masks.asSeenBy(layer, inputs),
            inputs.size() == 1 && inputs.get(0).rank() == 1 ? wishes.of(layer) : null,
            wishes.readers(layer),
            isOutput,
            keras2,
            store,
            plan);
    return list(Translators.of(layer).translate(call));
  }
}
