use std::path::Path;

use super::*;
use crate::{
    testing::{seeds, simulate},
    time::{millis, secs},
};

/// What every disk must do.
async fn behaves(disk: Arc<dyn Disk>, root: &Path) {
    let (folder, file) = (root.join("a/b"), root.join("a/b/file"));
    let error = disk.write_atomic(&file, b"one".to_vec()).await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    assert!(error.to_string().contains("a/b/file was not written"), "{error}");
    disk.create_dir_all(&folder).await.unwrap();
    disk.create_dir_all(&folder).await.unwrap();
    disk.write_atomic(&file, b"one".to_vec()).await.unwrap();
    disk.write_atomic(&file, b"two".to_vec()).await.unwrap();
    assert_eq!(disk.read(&file).await.unwrap(), b"two");
    let log = disk.open_append(&folder.join("log")).await.unwrap();
    assert_eq!(log.append(b"abc".to_vec()).await.unwrap(), 3);
    assert_eq!(log.append(b"defg".to_vec()).await.unwrap(), 7);
    log.sync().await.unwrap();
    let again = disk.open_append(&folder.join("log")).await.unwrap();
    assert_eq!(again.append(b"h".to_vec()).await.unwrap(), 8);
    assert_eq!(disk.read_at(&folder.join("log"), 2, 3).await.unwrap(), b"cde");
    assert_eq!(disk.read_at(&folder.join("log"), 100, 3).await.unwrap(), b"");
    disk.truncate(&folder.join("log"), 2).await.unwrap();
    assert_eq!(disk.len(&folder.join("log")).await.unwrap(), Some(2));
    assert_eq!(disk.len(&folder.join("none")).await.unwrap(), None);
    let names: Vec<_> = disk.list(&folder).await.unwrap().into_iter().map(|e| (e.name, e.is_dir, e.len)).collect();
    assert_eq!(names, [("file".to_owned(), false, 3), ("log".to_owned(), false, 2)]);
    assert!(disk.list(&root.join("a")).await.unwrap()[0].is_dir);
    disk.remove(&root.join("a")).await.unwrap();
    disk.remove(&root.join("a")).await.unwrap();
    assert!(!disk.exists(&file).await.unwrap() && !disk.exists(&folder).await.unwrap());
    assert_eq!(disk.read(&file).await.unwrap_err().kind(), io::ErrorKind::NotFound);
}

#[test]
fn the_real_disk_and_the_simulated_one_behave_alike() {
    let dir = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(behaves(Arc::new(RealDisk), dir.path()));
    simulate(seeds(10), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        behaves(node.disk(), Path::new("/data")).await;
    });
}

#[test]
fn after_a_crash_a_file_is_the_old_one_or_the_new_one_and_never_older_than_promised() {
    let report = simulate(seeds(300), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let (disk, file) = (node.disk(), Path::new("/state"));
        let promised = Arc::new(parking_lot::Mutex::new(0u64));
        let writer = {
            let (disk, promised) = (disk.clone(), promised.clone());
            async move {
                for n in 1u64.. {
                    if disk.write_atomic(file, n.to_string().repeat(100).into_bytes()).await.is_err() {
                        return;
                    }
                    *promised.lock() = n;
                }
            }
        };
        node.run_beside(writer);
        sim.clock().advance(sim.random().duration(millis(40))).await;
        sim.crash(&node);
        let before = *promised.lock();
        let node = sim.restart(&node).await;
        sim.clock().advance(secs(1)).await;
        assert_eq!(*promised.lock(), before, "a crashed node writes nothing");
        let found = match node.disk().read(file).await {
            Ok(bytes) => String::from_utf8(bytes).unwrap(),
            Err(error) => {
                assert_eq!((error.kind(), before), (io::ErrorKind::NotFound, 0));
                return;
            }
        };
        let next = (before + 1).to_string().repeat(100);
        assert!(found == before.to_string().repeat(100) || found == next, "{before}: {found}");
    });
    assert!(report.faults.of("renames undone by a crash") > 0, "{}", report.faults);
    report.faults.expect_some();
}

#[test]
fn a_crash_tears_only_what_was_not_synced() {
    let report = simulate(seeds(100), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let log = node.disk().open_append(Path::new("/log")).await.unwrap();
        log.append(vec![1; 100]).await.unwrap();
        log.sync().await.unwrap();
        log.append(vec![2; 100]).await.unwrap();
        sim.crash(&node);
        let node = sim.restart(&node).await;
        let bytes = node.disk().read(Path::new("/log")).await.unwrap();
        assert!(bytes.len() >= 100 && bytes[..100].iter().all(|b| *b == 1) && bytes[100..].iter().all(|b| *b == 2));
        assert!(log.append(vec![3]).await.is_err(), "a handle of the former life must not write");
    });
    assert!(report.faults.of("writes torn by a crash") > 0, "{}", report.faults);
}

#[test]
fn failing_syncs_and_a_full_disk_are_told_and_counted() {
    simulate(seeds(20), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let (disk, file) = (node.disk(), Path::new("/f"));
        disk.write_atomic(file, b"old".to_vec()).await.unwrap();
        sim.disk(&node).fail_next_sync();
        let error = disk.write_atomic(file, b"new".to_vec()).await.unwrap_err();
        assert!(error.to_string().contains("failed to sync"), "{error}");
        assert_eq!(disk.read(file).await.unwrap(), b"old");
        sim.disk(&node).limit(Some(10));
        let error = disk.write_atomic(file, vec![0; 11]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        sim.disk(&node).limit(None);
        disk.write_atomic(file, b"new".to_vec()).await.unwrap();
        assert_eq!((sim.faults().of("failed syncs"), sim.faults().of("writes to a full disk")), (1, 1));
    });
}
