/** A record a layer, which adds its calls to a plan. */
package org.dl4jlab.onednn.layer;
