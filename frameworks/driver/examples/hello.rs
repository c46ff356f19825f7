//! Runs five tasks that say hello, then ends.
use mesos_driver::prelude::*;

pub(crate) struct Hello {
    driver: Driver,
    left: u32,
    running: u32,
}

impl Actor for Hello {
    type Args = u32;
    type Message = Event;

    async fn start(n: u32, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Hello { driver: Driver::subscribe(FrameworkInfo::named("hello"), ctx).await?, left: n, running: 0 })
    }

    async fn handle(&mut self, event: Event, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match event {
            Event::Offers(offers) => offers.into_iter().for_each(|offer| match self.left {
                0 => self.driver.decline(offer, Filters::forever()),
                _ => {
                    let task = TaskInfo::command("echo hello from $(hostname)").cpus(0.1).mem(MiB(32));
                    self.driver.launch(offer, [task]);
                    (self.left, self.running) = (self.left - 1, self.running + 1);
                }
            }),
            Event::Update(update) if update.state.is_terminal() => self.running -= 1,
            _ => {}
        }
        if self.left + self.running == 0 {
            ctx.exit(Exit::Normal);
        }
        Ok(())
    }
}

fn main() -> std::process::ExitCode {
    mesos_driver::main::<Hello>(5)
}
