// The anywidget front end of a player: it moves the slider as a hand would.

async function render({ model, el }) {
  const find = (name) => model.widget_manager.get_model(model.get(name));
  const [slider, stage] = await Promise.all([find("slider"), find("stage")]);
  const values = model.get("values");
  let followed = true;
  const hear = () => { followed = true; };
  stage.on("change:call", hear);
  const player = makePlayer({
    label: model.get("label"), count: values.length,
    interval: model.get("interval"), stride: model.get("stride"),
    place() {
      const value = slider.get("value");
      const far = values.map((v) => Math.abs(v - value));
      return far.indexOf(Math.min(...far));
    },
    go(number) {
      if (slider.get("value") === values[number]) return;
      followed = false;
      slider.set("value", values[number]);
      slider.save_changes();
    },
    ready: () => followed,
  });
  const rest = () => player.rest(Boolean(slider.get("disabled")));
  slider.on("change:disabled", rest);
  rest();
  el.append(player.box);
  return () => {
    player.end(); stage.off("change:call", hear); slider.off("change:disabled", rest);
  };
}

export default { render };
