/* SPDX-License-Identifier: Apache-2.0 */
(e=>{e.classList.add("kt-on");if(e.dataset.ktTheme=="auto"){let m=matchMedia("(prefers-color-scheme:dark)"),f=()=>e.dataset.bsTheme=m.matches?"dark":"light";f();m.onchange=f}})(document.documentElement);
