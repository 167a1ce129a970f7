"""The devices screen's read models: entries as set up, each device as it last answered, prints that wait."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.device_entries import SavedDevice, saved_devices
from pos_app.step import Step
from pos_app.views.devices import DevicesView, DeviceView
from pos_app.views.journal import PrintJobView


def print_jobs(step: Step) -> tuple[PrintJobView, ...]:
    """What is not on paper yet, or may not be."""
    return tuple(
        PrintJobView(
            job_id=job.job_id,
            kind=job.kind,
            receipt_no=job.receipt_no,
            txn_id=job.txn_id,
            state=job.state,
            attempts=job.attempts,
            error=job.error,
            error_message=job.error_message,
            at=job.created_at,
        )
        for job in step.uow.print_jobs.waiting()
    )


def devices_view(step: Step, heard: Mapping[str, DeviceView]) -> DevicesView:
    """Every device of this terminal; `heard` is what each said last, by its id."""
    drivers = step.drivers.drivers()
    names = {driver.driver: driver.name for driver in drivers}
    devices = tuple(
        _device(entry, names, heard.get(entry.device_id)) for entry in saved_devices(step.uow.settings)
    )
    return DevicesView(devices=devices, drivers=drivers, jobs=print_jobs(step))


def _device(entry: SavedDevice, names: Mapping[str, str], heard: DeviceView | None) -> DeviceView:
    return DeviceView(
        device_id=entry.device_id,
        kind=entry.kind,
        driver=entry.driver,
        driver_name=names.get(entry.driver, entry.driver),
        options=entry.options,
        state=heard.state if heard else "none",
        code=heard.code if heard else "",
        message=heard.message if heard else "",
        name=entry.name,
    )
