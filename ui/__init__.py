"""The Qt Quick screens: view models, list models and QML. Draws and forwards, decides nothing."""
