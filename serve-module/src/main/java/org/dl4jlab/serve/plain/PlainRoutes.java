package org.dl4jlab.serve.plain;

import static org.dl4jlab.serve.http.Route.post;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.dl4jlab.serve.http.Call;
import org.dl4jlab.serve.http.Route;
import org.dl4jlab.serve.model.Inquiry;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Samples;
import org.dl4jlab.serve.repository.Entry;
import org.dl4jlab.serve.repository.Repository;

/** Predictions for people's own images and texts, and what decided. */
public final class PlainRoutes {

  private static final int HEAD_BYTES = 16 << 10; // of a form around the sample

  private final Repository repository;

  private PlainRoutes(Repository repository) {
    this.repository = repository;
  }

  public static List<Route> of(Repository repository) {
    PlainRoutes routes = new PlainRoutes(repository);
    return List.of(
        post("/predict", call -> routes.withSample(call, routes::predict)),
        post("/explain", call -> routes.withSample(call, routes::explain)),
        post("/models/{model}/predict", call -> routes.withSample(call, routes::predict)),
        post("/models/{model}/explain", call -> routes.withSample(call, routes::explain)));
  }

  /** What is done with a sample once it is there. */
  private interface Use {
    void of(Call call, Entry entry, Samples sample);
  }

  private void withSample(Call call, Use use) {
    String name = call.parameter("model");
    Entry entry = name == null ? repository.only() : repository.find(name, null);
    call.receive(
        entry.model().mostBytes() + HEAD_BYTES,
        body -> call.offload(() -> use.of(call, entry, sample(call, entry, body))));
  }

  private static Samples sample(Call call, Entry entry, ByteBuffer body) {
    return entry.model().read(BodyForms.body(call.header("Content-Type"), body));
  }

  private void predict(Call call, Entry entry, Samples sample) {
    ask(
        call,
        entry,
        sample,
        probabilities -> Answer.of(entry, probabilities, entry.model().words(sample).orElse(null)));
  }

  private void explain(Call call, Entry entry, Samples sample) {
    Inquiry inquiry =
        entry
            .model()
            .explaining(sample)
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.NOT_FOUND,
                        "The model '%s' explains nothing".formatted(entry.name())));
    ask(call, entry, inquiry.samples(), inquiry.conclusion()::apply);
  }

  /** Has samples predicted, and answers with what is made of it. */
  private static void ask(
      Call call, Entry entry, Samples samples, Function<float[], Object> answer) {
    entry.predict(
        samples,
        probabilities -> call.offload(() -> call.answer(answer.apply(probabilities))),
        call::refuse);
  }
}
