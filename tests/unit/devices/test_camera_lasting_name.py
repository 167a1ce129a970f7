"""A camera's entry names it by what stays when it is plugged in again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from devices.camera.lasting import lasting_source

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these paths are Linux's")


def test_the_camera_s_own_name_comes_before_its_socket_and_its_number(tmp_path: Path) -> None:
    by_id, by_path = tmp_path / "by-id", tmp_path / "by-path"
    first, second, third = (tmp_path / f"video{number}" for number in range(3))
    for node in (first, second, third):
        node.touch()
    by_id.mkdir()
    by_path.mkdir()
    (by_id / "usb-Cam_123-video-index0").symlink_to("../video0")
    (by_path / "pci-0-usb-1-video-index0").symlink_to("../video0")
    (by_path / "pci-0-usb-2-video-index0").symlink_to("../video1")
    folders = (by_id, by_path)
    assert lasting_source(first, folders) == str(by_id / "usb-Cam_123-video-index0")
    assert lasting_source(second, folders) == str(by_path / "pci-0-usb-2-video-index0")
    assert lasting_source(third, folders) == str(third)
    assert lasting_source(third, (tmp_path / "missing",)) == str(third)
