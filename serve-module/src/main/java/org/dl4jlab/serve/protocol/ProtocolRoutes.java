package org.dl4jlab.serve.protocol;

import static org.dl4jlab.serve.http.Route.get;
import static org.dl4jlab.serve.http.Route.post;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.serve.http.Call;
import org.dl4jlab.serve.http.Route;
import org.dl4jlab.serve.model.TensorSpec;
import org.dl4jlab.serve.repository.Entry;
import org.dl4jlab.serve.repository.Repository;

/** What the protocol has, and the index of models that Triton adds to it. */
public final class ProtocolRoutes {

  private static final List<String> EXTENSIONS =
      List.of("binary_tensor_data", "model_repository_index");
  private static final String MODEL = "/v2/models/{model}";
  private static final String VERSION = MODEL + "/versions/{version}";

  private final Repository repository;
  private final ServerInfo server;

  private record ServerInfo(String name, String version, List<String> extensions) {}

  private record Live(boolean live) {}

  private record Ready(boolean ready) {}

  private record ModelReady(String name, boolean ready) {}

  private record TensorInfo(String name, String datatype, List<Integer> shape) {

    static TensorInfo of(TensorSpec spec) {
      List<Integer> shape =
          IntStream.concat(IntStream.of(-1), spec.sample().stream().mapToInt(i -> i))
              .boxed()
              .toList();
      return new TensorInfo(spec.name(), spec.types().get(0).name(), shape);
    }
  }

  private record ModelInfo(
      String name,
      List<String> versions,
      String platform,
      List<TensorInfo> inputs,
      List<TensorInfo> outputs) {}

  private record Indexed(String name, String version, String state, String reason) {}

  private ProtocolRoutes(Repository repository, String version) {
    this.repository = repository;
    server = new ServerInfo("dl4j-lab", version, EXTENSIONS);
  }

  /**
   * @param version of the server
   */
  public static List<Route> of(Repository repository, String version) {
    ProtocolRoutes routes = new ProtocolRoutes(repository, version);
    InferEndpoint infer = new InferEndpoint(repository);
    return List.of(
        get("/v2", call -> call.answer(routes.server)),
        get("/v2/health/live", call -> call.answer(new Live(true))),
        get("/v2/health/ready", call -> call.answer(new Ready(true))),
        get(MODEL, routes::metadata),
        get(VERSION, routes::metadata),
        get(MODEL + "/ready", routes::ready),
        get(VERSION + "/ready", routes::ready),
        post(MODEL + "/infer", infer),
        post(VERSION + "/infer", infer),
        post("/v2/repository/index", routes::index));
  }

  private Entry entry(Call call) {
    return repository.find(call.parameter("model"), call.parameter("version"));
  }

  private void metadata(Call call) {
    Entry entry = entry(call);
    call.answer(
        new ModelInfo(
            entry.name(),
            repository.versions(entry.name()),
            "deeplearning4j",
            List.of(TensorInfo.of(entry.model().input())),
            Outputs.of(entry.model().classNames().size()).stream().map(TensorInfo::of).toList()));
  }

  private void ready(Call call) {
    call.answer(new ModelReady(entry(call).name(), true));
  }

  private void index(Call call) {
    call.answer(
        repository.all().map(e -> new Indexed(e.name(), e.version(), "READY", "")).toList());
  }
}
