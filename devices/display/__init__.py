"""Line displays that the customer reads."""
