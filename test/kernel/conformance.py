"""The public conformance suite for Jupyter kernels, run on the kernel named by KERNEL (tslab unless set)."""

import os
import unittest

import jupyter_kernel_test


class TypeScriptKernel(jupyter_kernel_test.KernelTests):
    kernel_name = os.environ.get("KERNEL", "tslab")
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    code_generate_error = "throw new Error('oops')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "'downhill'", "result": "downhill"},
    ]
    code_display_data = [
        {"code": "require('tslab').display.html('<b>x</b>')", "mime": "text/html"},
        {"code": "require('tslab').display.png(new Uint8Array([137, 80]))", "mime": "image/png"},
    ]
    completion_samples = [{"text": "Math.hypo", "matches": ["hypot"]}, {"text": "[1].conc"}]
    complete_code_samples = ["1 + 1", "const a = 1", "function f() { return 1 }"]
    incomplete_code_samples = ["function f() {", "[1, 2,", "if (true) {"]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6*7"
    code_inspect_sample = "Math"


if __name__ == "__main__":
    unittest.main(verbosity=2)
