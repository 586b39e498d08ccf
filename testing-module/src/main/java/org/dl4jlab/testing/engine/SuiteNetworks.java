package org.dl4jlab.testing.engine;

import java.util.List;
import java.util.stream.Stream;

/** The networks that every engine is tested with. */
public final class SuiteNetworks {

  private SuiteNetworks() {}

  public static List<NetworkCase> all() {
    return Stream.of(
            ChainNetworks.all(),
            ActivationNetworks.all(),
            LossNetworks.all(),
            LayerNetworks.all(),
            TokenNetworks.all(),
            BranchNetworks.all(),
            VertexNetworks.all(),
            ListNetworks.all(),
            RecurrentNetworks.all(),
            StockNetworks.all(),
            MaskedNetworks.all(),
            TrainingNetworks.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Small networks without kinks or dropout, trained by plain gradient descent with rate 1. */
  public static List<NetworkCase> smooth() {
    return Stream.of(
            ChainNetworks.smooth(),
            ActivationNetworks.smooth(),
            BranchNetworks.smooth(),
            LayerNetworks.smooth(),
            VertexNetworks.smooth(),
            RecurrentNetworks.smooth())
        .flatMap(List::stream)
        .toList();
  }

  /** The network of that name. */
  public static NetworkCase named(String name) {
    return all().stream()
        .filter(net -> net.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no network '" + name + "'"));
  }
}
