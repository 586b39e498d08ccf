package org.dl4jlab.onednn.parameters;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.UpdaterBlock.ParamState;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Where the graph's updater keeps the state of each array. DL4J joins neighbouring arrays with the
 * same updater to a block; a block's state is its first moments, then its second moments.
 *
 * @param vector the graph's own state, null where no updater has any
 * @param offsets by array, the places of its states in the vector
 */
record GraphState(INDArray vector, Map<Slot, long[]> offsets) {

  static GraphState of(ComputationGraph graph) {
    BaseMultiLayerUpdater<?> updater = graph.getUpdater(true);
    Map<Slot, long[]> offsets = new HashMap<>();
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      long length = block.getParamOffsetEnd() - block.getParamOffsetStart();
      for (ParamState parameter : block.getLayersAndVariablesInBlock()) {
        IUpdater config =
            parameter.getLayer().getConfig().getUpdaterByParam(parameter.getParamName());
        long[] places = new long[UpdateRule.states(config)];
        for (int i = 0; i < places.length; i++) {
          places[i] =
              block.getUpdaterViewOffsetStart()
                  + i * length
                  + parameter.getParamOffsetStart()
                  - block.getParamOffsetStart();
        }
        String layer = parameter.getLayer().getConfig().getLayerName();
        offsets.put(
            new Slot(layer, parameter.getParamName(), new long[0], false, 0, config, 0), places);
      }
    }
    return new GraphState(updater.getStateViewArray(), offsets);
  }
}
