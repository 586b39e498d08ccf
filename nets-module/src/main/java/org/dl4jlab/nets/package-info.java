/** The lecture's networks: one file a network, usable from any DL4J program without the rest. */
package org.dl4jlab.nets;
